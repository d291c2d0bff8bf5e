#include "atr_parser/page/cgi_request.h"

#include "base/bytes.h"
#include "base/num.h"
#include "base/span.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *path;
	enum cgi_page page;
	bool json;
} pages[] = {
	{"", CGI_ATR, false},
	{"/", CGI_ATR, false},
	{"/atr.json", CGI_ATR, true},
	{"/search", CGI_SEARCH, false},
	{"/search.json", CGI_SEARCH, true},
	{"/statistics", CGI_STATISTICS, false},
	{"/statistics.json", CGI_STATISTICS, true},
	{"/about", CGI_ABOUT, false},
};

static const char *const parameters[] = {
	[CGI_ATR] = "ATR", [CGI_SEARCH] = "q", [CGI_STATISTICS] = "field"};

static struct span text_of(const char *value)
{
	return value != NULL ? (struct span){value, strlen(value)} : (struct span){"", 0};
}

/* Returns the part before a character, or all of it; the part after it remains in text. */
static struct span take_until(struct span *text, char end)
{
	const char *at = text->length > 0 ? memchr(text->text, end, text->length) : NULL;
	struct span part = {text->text, at != NULL ? (size_t)(at - text->text) : text->length};
	size_t taken = part.length + (at != NULL);

	*text = (struct span){text->text + taken, text->length - taken};
	return part;
}

/* Decodes application/x-www-form-urlencoded. Returns false if the result is too long, incorrectly
 * encoded, or contains a control character. */
static bool decode(struct span text, char out[CGI_ARGUMENT_MAX + 1])
{
	size_t length = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.text[i] == '+' ? ' ' : text.text[i];

		if (c == '%') {
			int high = i + 2 < text.length ? hex_digit(text.text[i + 1]) : -1;
			int low = high >= 0 ? hex_digit(text.text[i + 2]) : -1;

			if (low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		}
		bool control = ((unsigned char)c < ' ' && c != '\t') || c == 0x7F;
		if (control || length == CGI_ARGUMENT_MAX)
			return false;
		out[length++] = c;
	}
	out[length] = '\0';
	return true;
}

/* Returns the value of the first parameter with this name; empty if there is none. */
static struct span find_parameter(struct span query, const char *wanted)
{
	while (query.length > 0) {
		struct span value = take_until(&query, '&'), name = take_until(&value, '=');

		if (name.length == strlen(wanted) &&
		    strncasecmp(name.text, wanted, name.length) == 0)
			return value;
	}
	return (struct span){"", 0};
}

static unsigned read_query(struct cgi_request *request, struct span query)
{
	uint64_t number;

	if (query.length > CGI_QUERY_MAX)
		return 414;
	if (decode(find_parameter(query, "page"), request->argument) &&
	    num_decimal(span_of(request->argument), CGI_NUMBER_MAX, &number) && number > 0)
		request->number = (unsigned)number;
	if (decode(find_parameter(query, parameters[request->page]), request->argument))
		return 200;
	request->argument[0] = '\0';
	return 400;
}

/* Returns the weight of a media type that the list contains by name: RFC 9110, 12.5.1. */
static int weight_of(struct span accept, const char *type)
{
	while (accept.length > 0) {
		struct span range = take_until(&accept, ','), media = take_until(&range, ';');
		struct span weight = span_trim(range);

		media = span_trim(media);
		if (media.length != strlen(type) ||
		    strncasecmp(media.text, type, media.length) != 0)
			continue;
		/* q=0.123 */
		if (weight.length < 3 || strncasecmp(weight.text, "q=", 2) != 0 ||
		    weight.text[2] != '0')
			return 1000;
		int thousandths = 0, unit = 100;
		for (size_t i = 4; i < weight.length && unit > 0; i++, unit /= 10)
			thousandths += weight.text[i] >= '0' && weight.text[i] <= '9' ?
				(weight.text[i] - '0') * unit :
				0;
		return thousandths;
	}
	return 0;
}

/* In case of equal weights, HTML is sent: browsers are more common than programs. */
static bool prefers_json(struct span accept)
{
	return weight_of(accept, "application/json") > weight_of(accept, "text/html");
}

/* RFC 3875, 4.1.13: the path is not encoded. Leading slashes are removed, since the pages add one,
 * and an address that starts with two would refer to another host. */
static unsigned read_script(struct cgi_request *request, struct span script)
{
	size_t length = 0;

	while (script.length > 0 && *script.text == '/') {
		script.text++;
		script.length--;
	}
	while (script.length > 0 && script.text[script.length - 1] == '/')
		script.length--;
	if (script.length > CGI_SCRIPT_MAX - 1)
		return 414;
	if (script.length > 0)
		request->base[length++] = '/';
	for (size_t i = 0; i < script.length; i++) {
		unsigned char c = (unsigned char)script.text[i];
		bool kept = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			(c >= 'a' && c <= 'z') || strchr("/-._~", c) != NULL;

		length += (size_t)snprintf(request->base + length, sizeof request->base - length,
		                           kept ? "%c" : "%%%02X", c);
	}
	return 200;
}

static void find_page(struct cgi_request *request, struct span path, struct span accept)
{
	request->page = CGI_NO_PAGE;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		if (!span_is(path, pages[i].path))
			continue;
		request->page = pages[i].page;
		request->json = pages[i].json;
	}
	request->json = request->json || prefers_json(accept);
}

void cgi_request_read(struct cgi_request *request, const struct cgi_variables *variables)
{
	const char *method = variables->method != NULL ? variables->method : "GET";

	*request = (struct cgi_request){.number = 1};
	request->head = strcmp(method, "HEAD") == 0;
	find_page(request, text_of(variables->path), text_of(variables->accept));
	request->status = read_script(request, text_of(variables->script));
	if (request->status != 200)
		return;
	if (strcmp(method, "GET") != 0 && !request->head)
		request->status = 405;
	else if (request->page == CGI_NO_PAGE)
		request->status = 404;
	else if (request->page != CGI_ABOUT)
		request->status = read_query(request, text_of(variables->query));
}

bool cgi_request_has_tag(const char *none_match, const char *tag)
{
	struct span tags = text_of(none_match);

	while (tags.length > 0) {
		struct span one = span_trim(take_until(&tags, ','));

		if (one.length > 2 && memcmp(one.text, "W/", 2) == 0)
			one = (struct span){one.text + 2, one.length - 2};
		if (span_is(one, tag) || span_is(one, "*"))
			return true;
	}
	return false;
}
