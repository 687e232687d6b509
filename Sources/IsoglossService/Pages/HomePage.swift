/// The first page: what is loaded, and a search field.
struct HomePage: Page {
  let template = "home"
  let title = "Isogloss: where the use of a word changes"
  let hasOwnSearch = true
  let isEmpty: Bool
  let regions: [SchemeDirectory.Region]

  init(_ directory: SchemeDirectory) {
    regions = directory.regions
    isEmpty = directory.regions.isEmpty
  }
}
