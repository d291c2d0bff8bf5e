#include "atr_parser/page/cgi.h"

#include "atr_parser/page/cgi_pages.h"
#include "atr_parser/page/cgi_request.h"

#include "render/html/html_page.h"
#include "sys/environment.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Card lists change once a day at most. */
#define CACHE "Cache-Control: public, max-age=3600\n"

bool cgi_is_asked(int argc, char *const *argv)
{
	const char *path = argc > 0 ? argv[0] : "", *slash = strrchr(path, '/');

	if (strcmp(slash != NULL ? slash + 1 : path, "atr_parser.cgi") == 0)
		return true;
	return argc > 1 && strcmp(argv[1], "--cgi") == 0 &&
		environment_value("GATEWAY_INTERFACE") != NULL;
}

static const char *reason_of(unsigned status)
{
	static const struct {
		unsigned status;
		const char *reason;
	} reasons[] = {
		{200, "OK"},        {304, "Not Modified"},       {400, "Bad Request"},
		{404, "Not Found"}, {405, "Method Not Allowed"}, {414, "URI Too Long"},
	};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Internal Server Error";
}

/* Makes an entity tag from the content: FNV-1a with 64 bits, but eight bytes at a time. */
static void make_tag(char tag[24], const char *content, size_t length)
{
	uint64_t hash = 0xCBF29CE484222325u ^ length, word = 0;

	for (size_t i = 0; i < length; i += sizeof word) {
		memcpy(&word, content + i, length - i < sizeof word ? length - i : sizeof word);
		hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 32;
	}
	snprintf(tag, 24, "\"%016" PRIx64 "\"", hash);
}

static void put_content_fields(const struct cgi_request *request, size_t length)
{
	printf("Content-Type: %s\nContent-Length: %zu\n",
	       request->json ? "application/json" : "text/html; charset=utf-8", length);
	printf("Content-Security-Policy: %s; frame-ancestors 'none'\n"
	       "X-Content-Type-Options: nosniff\nReferrer-Policy: no-referrer\n",
	       html_policy);
}

static void send(const struct cgi_request *request, unsigned status, const char *content,
                 size_t length)
{
	char tag[24];

	make_tag(tag, content, length);
	if (status == 200 && cgi_request_has_tag(environment_value("HTTP_IF_NONE_MATCH"), tag))
		status = 304;
	printf("Status: %u %s\nVary: Accept\n", status, reason_of(status));
	if (status == 200 || status == 304)
		printf("ETag: %s\n" CACHE, tag);
	else
		puts("Cache-Control: no-store");
	if (status == 405)
		puts("Allow: GET, HEAD");
	if (status != 304)
		put_content_fields(request, length);
	putchar('\n');
	if (status != 304 && !request->head)
		fwrite(content, 1, length, stdout);
}

enum status cgi_answer(void)
{
	const struct cgi_variables variables = {
		.method = environment_value("REQUEST_METHOD"),
		.script = environment_value("SCRIPT_NAME"),
		.path = environment_value("PATH_INFO"),
		.query = environment_value("QUERY_STRING"),
		.accept = environment_value("HTTP_ACCEPT"),
	};
	struct cgi_request request;
	char *content = NULL;
	size_t length = 0;
	unsigned status = 500;

	message_start("atr_parser", &palette_plain);
	cgi_request_read(&request, &variables);
	FILE *out = open_memstream(&content, &length);
	if (out != NULL)
		status = cgi_page(out, &request);
	bool whole = out != NULL && !ferror(out);
	if (out == NULL || fclose(out) != 0 || !whole || memory_has_run_out()) {
		memory_ran_out();
		length = 0;
		status = 500;
	}
	send(&request, status, content, length);
	free(content);
	return STATUS_YES;
}
