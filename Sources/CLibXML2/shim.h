#pragma once
#include <libxml/xmlversion.h>
// Where libxml2 is built with ICU its headers bring in those of ICU, which clash with the ICU that
// Foundation carries. They only add fields at the end of a structure that is not used here.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/// The version of the library that is linked: a macro in some releases, a variable in others.
static inline const char *isogloss_libxml2_version(void) { return xmlParserVersion; }

// The handlers of a thread for errors that no parser context is told of. They are macros over
// functions or variables, and one of them is variadic, so Swift cannot reach them.

typedef struct {
  xmlGenericErrorFunc generic;
  void *genericContext;
  xmlStructuredErrorFunc structured;
  void *structuredContext;
} isogloss_libxml2_handlers;

static inline void isogloss_libxml2_ignore_generic(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

#if LIBXML_VERSION >= 21200
static inline void isogloss_libxml2_ignore_structured(void *context, const xmlError *error) {
#else
static inline void isogloss_libxml2_ignore_structured(void *context, xmlErrorPtr error) {
#endif
  (void)context;
  (void)error;
}

/// Makes the thread ignore such errors and returns the handlers it had.
static inline isogloss_libxml2_handlers isogloss_libxml2_silence(void) {
  isogloss_libxml2_handlers handlers = {
      xmlGenericError, xmlGenericErrorContext, xmlStructuredError, xmlStructuredErrorContext};
  xmlSetGenericErrorFunc(NULL, isogloss_libxml2_ignore_generic);
  xmlSetStructuredErrorFunc(NULL, isogloss_libxml2_ignore_structured);
  return handlers;
}

/// Gives the thread its handlers back.
static inline void isogloss_libxml2_restore(isogloss_libxml2_handlers handlers) {
  xmlSetGenericErrorFunc(handlers.genericContext, handlers.generic);
  xmlSetStructuredErrorFunc(handlers.structuredContext, handlers.structured);
}
