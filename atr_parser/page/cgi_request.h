/* Reads a request that a web server passes on (RFC 3875). */
#ifndef ATR_PARSER_PAGE_CGI_REQUEST_H
#define ATR_PARSER_PAGE_CGI_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

/* The meta-variables; NULL: not set. */
struct cgi_variables {
	const char *method, *script, *path, *query, *accept;
};

enum cgi_page {
	CGI_ATR,        /* an ATR, or only the form */
	CGI_SEARCH,     /* entries by name or ATR */
	CGI_STATISTICS, /* of all fields, or of one */
	CGI_ABOUT,
	CGI_NO_PAGE,
};

enum { CGI_QUERY_MAX = 4096, CGI_ARGUMENT_MAX = 1024, CGI_NUMBER_MAX = 9999, CGI_SCRIPT_MAX = 256 };

struct cgi_request {
	unsigned status; /* of HTTP: 200; 400, 404, 405 or 414 if it cannot be answered */
	enum cgi_page page;
	bool json;
	bool head; /* the response has no content (HEAD) */
	/* The parameter of the page (ATR, q or field), decoded, without control characters
	 * except TAB; "" if it is missing. All others are ignored, except the number of a
	 * search. */
	char argument[CGI_ARGUMENT_MAX + 1];
	unsigned number;                   /* which page of a search's entries, from 1 */
	char base[3 * CGI_SCRIPT_MAX + 1]; /* path of the program, %-encoded, without "//" */
};

void cgi_request_read(struct cgi_request *request, const struct cgi_variables *variables);

/* Returns true if the value of If-None-Match contains the tag, which is quoted (RFC 9110,
 * 13.1.2). */
bool cgi_request_has_tag(const char *none_match, const char *tag);

#endif
