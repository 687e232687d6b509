#pragma once
#include <zlib.h>

// inflateInit2 is a macro, which Swift cannot see.
static inline int isogloss_inflate_init(z_stream *stream) {
  return inflateInit2(stream, 15 + 32);
}
