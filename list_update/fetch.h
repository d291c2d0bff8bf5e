/* Fetches a file over HTTPS. Only fetch.c uses libcurl. */
#ifndef LIST_UPDATE_FETCH_H
#define LIST_UPDATE_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
	FETCH_MAX_BYTES = 64 * 1024 * 1024, /* a hundred times the longest list known */
	FETCH_MAX_SECONDS = 300,
	FETCH_SLOW_SECONDS =
		20, /* a transfer below FETCH_SLOW_BYTES a second for this long fails */
	FETCH_SLOW_BYTES = 512,
	FETCH_MAX_REDIRECTS = 5,
	FETCH_TAG_SIZE = 256,
};

struct fetch_request {
	const char *url;     /* https, or http to a loopback address */
	const char *ca_file; /* certificates to trust instead of the system's; NULL: the system's */
	const char *etag;    /* of the present file; NULL or empty: unknown */
	int64_t modified;    /* of the present file, in s since 1970; 0: unknown */
};

enum fetch_result {
	FETCH_GOT,     /* the file was written to out */
	FETCH_SAME,    /* the server has no newer file */
	FETCH_FAILED,  /* error is the reason */
	FETCH_REFUSED, /* the URL is not allowed; error is the reason */
};

struct fetch_answer {
	char etag[FETCH_TAG_SIZE]; /* "" if the server sends none */
	int64_t modified;          /* in s since 1970; 0 if the server sends none */
	char error[512];
};

/* Fetches the file and writes it to out, unless the server has no newer one. Fills answer. */
enum fetch_result fetch(const struct fetch_request *request, FILE *out,
                        struct fetch_answer *answer);

/* Returns a copy of the URL for messages, with "**" for a user name and password (RFC 3986, 3.2.1),
 * to be freed with free(), or NULL if out of memory. */
char *fetch_shown_url(const char *url);

/* Writes the name and version of libcurl. */
void fetch_library(char *out, size_t size);

#endif
