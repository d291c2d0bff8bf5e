/* A request that a web server passes on: RFC 3875. */
#ifndef ATR_PARSER_PAGE_CGI_REQUEST_H
#define ATR_PARSER_PAGE_CGI_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

/* Meta-variables; NULL: not set. */
struct cgi_variables {
	const char *method, *script, *path, *query, *accept;
};

enum cgi_page {
	CGI_ATR,        /* an ATR, or the form alone */
	CGI_SEARCH,     /* entries by name or ATR */
	CGI_STATISTICS, /* of all fields, or of one */
	CGI_ABOUT,
	CGI_NO_PAGE,
};

enum { CGI_QUERY_MAX = 4096, CGI_ARGUMENT_MAX = 1024, CGI_NUMBER_MAX = 9999, CGI_SCRIPT_MAX = 256 };

struct cgi_request {
	unsigned status; /* of HTTP: 200, or 400, 404, 405, 414 for what cannot be answered */
	enum cgi_page page;
	bool json;
	bool head; /* without content */
	/* The page's one parameter, ATR, q or field: decoded, without control characters but TAB,
	 * NUL-terminated; "" if it is not there. Besides it a search
	 * has a number; all others are ignored. */
	char argument[CGI_ARGUMENT_MAX + 1];
	unsigned number;                   /* of a search's page of entries, from 1 */
	char base[3 * CGI_SCRIPT_MAX + 1]; /* where the program is: percent-encoded, no "//" */
};

void cgi_request_read(struct cgi_request *request, const struct cgi_variables *variables);

/* Returns true if the value of If-None-Match has the tag, which is quoted: RFC 9110, 13.1.2. */
bool cgi_request_has_tag(const char *none_match, const char *tag);

#endif
