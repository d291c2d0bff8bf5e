/* Capture files, by libpcap: standard input and output. */
#ifndef CAPTURE_PACKETS_H
#define CAPTURE_PACKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct packets;

/* Each returns NULL after a message. The first reads pcap or pcapng from standard input, the second
 * writes a pcap of this link type to standard output. */
struct packets *packets_read(void);
struct packets *packets_write(int link);
void packets_free(struct packets **packets);

/* The link type of what is read. */
int packets_link(const struct packets *packets);

/* Gets the next record, until the next call. Returns false at the end. A capture that is truncated
 * ends there, after a message. */
bool packets_next(struct packets *packets, const uint8_t **bytes, size_t *length);

/* Writes a record at a time in s and µs since 1970, and flushes it. Returns false if that failed.
 */
bool packets_add(struct packets *packets, int64_t seconds, int32_t microseconds,
                 const uint8_t *bytes, size_t length);

/* The library that reads and writes them, and its version. */
void packets_library(char *out, size_t size);

#endif
