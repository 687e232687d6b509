#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlversion.h>

/// The version of the library that is linked: a macro in some releases, a variable in others.
static inline const char *isogloss_libxml2_version(void) { return xmlParserVersion; }
