/* One file over HTTPS. The only file of the suite with libcurl is fetch.c. */
#ifndef LIST_UPDATE_FETCH_H
#define LIST_UPDATE_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
	FETCH_MAX_BYTES = 64 * 1024 * 1024, /* a hundred times the list of today */
	FETCH_MAX_SECONDS = 300,
	FETCH_SLOW_SECONDS = 20, /* slower than FETCH_SLOW_BYTES a second for so long is too slow */
	FETCH_SLOW_BYTES = 512,
	FETCH_MAX_REDIRECTS = 5,
	FETCH_TAG_SIZE = 256,
};

struct fetch_request {
	const char *url;     /* https, or http to a loopback address */
	const char *ca_file; /* certificates to trust in place of the system's; NULL for those */
	const char *etag;    /* of what is there; NULL or empty for none */
	int64_t modified;    /* of what is there, s since 1970; 0 for none */
};

enum fetch_result {
	FETCH_GOT,     /* the body is in out */
	FETCH_SAME,    /* the server has nothing newer */
	FETCH_FAILED,  /* error has the reason */
	FETCH_REFUSED, /* a URL that is not allowed; error has the reason */
};

struct fetch_answer {
	char etag[FETCH_TAG_SIZE]; /* empty if there is none */
	int64_t modified;          /* 0 if the server gives none */
	char error[512];
};

/* Writes the body to out. */
enum fetch_result fetch(const struct fetch_request *request, FILE *out,
                        struct fetch_answer *answer);

/* The library that fetches, and its version. */
void fetch_library(char *out, size_t size);

#endif
