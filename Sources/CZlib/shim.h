#pragma once
#include <zlib.h>

// inflateInit2 is a macro, which Swift cannot see. Windows of 32 KiB: with a header of gzip or zlib,
// and without one.
static inline int isogloss_inflate_init(z_stream *stream) {
  return inflateInit2(stream, 15 + 32);
}

static inline int isogloss_raw_inflate_init(z_stream *stream) {
  return inflateInit2(stream, -15);
}
