#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Span where Element == UInt8 {
  /// Writes all bytes to an open file, however many calls that takes.
  ///
  /// - Returns: 0, or the error number of the operating system.
  public func write(toFileDescriptor descriptor: Int32) -> Int32 {
    unsafe withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        #if canImport(Glibc)
          let written = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let written = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if written >= 0 {
          done += written
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}
