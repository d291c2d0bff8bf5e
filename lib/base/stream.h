/* Writes to a stream that only one thread uses. */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stdio.h>

/* Writes length bytes; errors are found when the stream is flushed. */
static inline void stream_write(FILE *out, const char *text, size_t length)
{
#ifdef __APPLE__ /* which has no fwrite_unlocked */
	fwrite(text, 1, length, out);
#else
	fwrite_unlocked(text, 1, length, out);
#endif
}

#endif
