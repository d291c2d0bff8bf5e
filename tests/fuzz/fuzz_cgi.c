/* A request to the CGI, in lines: method, script, path, query, Accept, If-None-Match. The result
 * has a status that has a page, a base that never leads to another host, and an argument without
 * control characters. */
#include "atr_parser/page/cgi_request.h"

#include "cards/card_search.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { VARIABLES = 6, INPUT_MAX = 1 << 17 };

/* Ends each line with a NUL; variables of missing lines are not set. */
static void split(char *text, const char *values[VARIABLES])
{
	for (size_t i = 0; i < VARIABLES && text != NULL; i++) {
		char *end = strchr(text, '\n');

		values[i] = text;
		if (end != NULL)
			*end++ = '\0';
		text = end;
	}
}

static void check_base(const char *base)
{
	assert(*base == '\0' || (base[0] == '/' && base[1] != '/'));
	assert(strspn(base,
	              "/-._~%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") ==
	       strlen(base));
}

static void check_argument(const char *argument)
{
	struct card_query query;

	for (const char *c = argument; *c != '\0'; c++)
		assert((unsigned char)*c >= ' ' || *c == '\t');
	assert(strlen(argument) <= CGI_ARGUMENT_MAX);
	card_query_read(&query, (struct span){argument, strlen(argument)});
	assert(query.pattern_length == 0 || query.word_count == 0);
	for (size_t i = 0; i < query.word_count; i++)
		assert(*query.words[i] != '\0' && strpbrk(query.words[i], " \t") == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char text[INPUT_MAX + 1];
	static struct cgi_request request;
	const char *values[VARIABLES] = {NULL};

	if (size > INPUT_MAX)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	split(text, values);
	const struct cgi_variables variables = {.method = values[0],
	                                        .script = values[1],
	                                        .path = values[2],
	                                        .query = values[3],
	                                        .accept = values[4]};
	cgi_request_read(&request, &variables);
	assert(request.status == 200 || request.status == 400 || request.status == 404 ||
	       request.status == 405 || request.status == 414);
	assert(request.status != 200 || request.page != CGI_NO_PAGE);
	check_base(request.base);
	check_argument(request.argument);
	(void)cgi_request_has_tag(values[5], "\"0123456789abcdef\"");
	return 0;
}
