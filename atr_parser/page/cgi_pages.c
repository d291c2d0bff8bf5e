#include "atr_parser/page/cgi_pages.h"

#include "atr_parser/answer.h"
#include "atr_parser/page/statistics.h"

#include "render/search_result.h"
#include "render/html/about_html.h"
#include "render/html/search_html.h"
#include "render/html/stats_html.h"
#include "render/json_member.h"
#include "render/stats_table.h"
#include "sys/cli/cli_help.h"
#include "sys/memory.h"

#include <string.h>

enum { NEAREST = 3, ENTRIES = 100 };

/* One response. */
struct cgi_response {
	FILE *out;
	const struct cgi_request *request;
	struct html_site site;
	struct options options;
	struct answer answer;
};

static void begin(const struct cgi_response *response, const char *title)
{
	html_begin(response->out, &response->site, title,
	           response->request->page == CGI_ATR ? response->request->argument : "");
}

/* Makes the response to an invalid request. */
static unsigned respond_error(struct cgi_response *response, unsigned status, const char *title,
                              const char *why)
{
	struct json *json = response->answer.json;

	if (!response->request->json) {
		begin(response, title);
		render_refusal_html(response->out, title, why);
		html_end(response->out, &response->site);
	} else if (json != NULL) {
		json_begin_object(json);
		json_member_integer(json, "schema", 1);
		json_member_integer(json, "status", status);
		json_member_string(json, "error", why);
		json_end(json);
		(void)memory_sufficed(json_write(json, response->out));
	}
	return status;
}

static unsigned refuse_lists(struct cgi_response *response)
{
	return respond_error(response, 500, "No card list", "The card list cannot be read.");
}

static unsigned refuse_request(struct cgi_response *response)
{
	static const struct {
		unsigned status;
		const char *title, *why;
	} reasons[] = {
		{400, "Bad request", "The address is not encoded correctly or is too long."},
		{404, "No such page", "There is no page at this address."},
		{405, "Method not allowed", "Only GET and HEAD are allowed here."},
		{414, "Address too long", "The address is too long."},
	};
	size_t at = 0;

	while (reasons[at].status != response->request->status)
		at++;
	return respond_error(response, reasons[at].status, reasons[at].title, reasons[at].why);
}

static unsigned refuse_atr(struct cgi_response *response, struct span text,
                           const struct not_atr *why)
{
	struct json *json = response->answer.json;
	char words[120];

	if (!response->request->json) {
		snprintf(words, sizeof words, "Character %zu: %s.", why->at + 1, why->text);
		return respond_error(response, 400, "Not an ATR", words);
	}
	render_no_atr_json(json, text, why->code, why->at, why->text);
	(void)memory_sufficed(json_write(json, response->out));
	return 400;
}

static unsigned put_home(struct cgi_response *response)
{
	begin(response, "Decode the ATR of a smart card");
	render_home_html(response->out, &response->site);
	html_end(response->out, &response->site);
	return 200;
}

static unsigned put_atr(struct cgi_response *response)
{
	const char *argument = response->request->argument;
	struct span text = {argument, strlen(argument)};
	uint8_t bytes[ATR_KEPT];
	struct not_atr why;
	size_t length;

	if (span_trim(text).length == 0 && !response->request->json)
		return put_home(response);
	if (!read_atr(text, bytes, &length, &why))
		return refuse_atr(response, text, &why);
	response->answer.asked = argument;
	(void)answer_bytes(&response->answer, bytes, length, text);
	answer_end_page(&response->answer);
	return 200;
}

/* The entries found; those from first on are shown on the page. */
struct found_entries {
	struct cgi_response *response;
	size_t first, count;
};

static struct found_entries start_search(struct cgi_response *response)
{
	return (struct found_entries){response, (size_t)(response->request->number - 1) * ENTRIES,
	                              0};
}

static void put_found(void *self, const char *list, const struct card_found *found)
{
	struct found_entries *entries = self;
	struct cgi_response *response = entries->response;

	size_t at = entries->count++;

	if (at < entries->first || at >= entries->first + ENTRIES)
		return;
	if (response->request->json)
		render_search_result_json(response->answer.json, list, found);
	else
		render_search_result_html(response->out, &response->site, list, found, NULL);
}

static void put_count(const struct found_entries *entries)
{
	const struct cgi_response *response = entries->response;
	const size_t first = entries->first, count = entries->count;
	FILE *out = response->out;

	if (count == 0)
		fputs("<p role=\"status\">No entry matches.</p>\n", out);
	else if (count <= ENTRIES && first == 0)
		fprintf(out, "<p role=\"status\">%zu entr%s.</p>\n", count,
		        count == 1 ? "y matches" : "ies match");
	else if (first >= count)
		fprintf(out, "<p role=\"status\">This page is empty: %zu entr%s.</p>\n", count,
		        count == 1 ? "y matches" : "ies match");
	else
		fprintf(out, "<p role=\"status\">%zu entries match; %zu to %zu are shown.</p>\n",
		        count, first + 1, count < first + ENTRIES ? count : first + ENTRIES);
	render_pages_html(out, &response->site, response->request->argument,
	                  response->request->number, (unsigned)((count + ENTRIES - 1) / ENTRIES));
}

static unsigned put_search_json(struct cgi_response *response, const struct card_query *query)
{
	struct found_entries entries = start_search(response);

	json_begin_array(response->answer.json);
	identify_query(response->answer.identify, query, put_found, &entries);
	json_end(response->answer.json);
	(void)memory_sufficed(json_write(response->answer.json, response->out));
	return 200;
}

static unsigned put_search(struct cgi_response *response)
{
	const char *argument = response->request->argument;
	struct span text = {argument, strlen(argument)};
	struct found_entries entries = start_search(response);
	struct card_query query;

	card_query_read(&query, text);
	if (response->request->json)
		return put_search_json(response, &query);
	begin(response, *argument != '\0' ? argument : "Card search");
	render_search_html(response->out, &response->site, argument);
	if (query.pattern_length > 0 || query.word_count > 0) {
		fputs("<ul class=\"found\">\n", response->out);
		identify_query(response->answer.identify, &query, put_found, &entries);
		fputs("</ul>\n", response->out);
		put_count(&entries);
	}
	html_end(response->out, &response->site);
	return 200;
}

static bool put_stats_json(struct cgi_response *response, const struct atr_stats *stats,
                           const stats_field *only)
{
	struct json *json = response->answer.json;
	struct stats_rows rows = {0};
	bool done = true;

	json_begin_array(json);
	for (stats_field field = 0; done && field < STATS_FIELDS; field++) {
		if (only != NULL ? field != *only : !atr_stats_shows(stats, field))
			continue;
		done = atr_stats_rows(stats, field, &rows);
		for (size_t i = 0; done && i < rows.count; i++)
			render_stats_json(json, &rows, &rows.rows[i]);
	}
	stats_rows_free(&rows);
	json_end(json);
	return json_write(json, response->out) && done;
}

static unsigned put_statistics(struct cgi_response *response)
{
	const char *name = response->request->argument;
	stats_field field, *only = *name != '\0' ? &field : NULL;

	if (only != NULL && !atr_stats_field(name, &field))
		return respond_error(response, 404, "No such field",
		                     "There are no statistics of this field.");
	struct atr_stats *stats = statistics_of_lists(NULL, 0);
	if (stats == NULL)
		return refuse_lists(response);
	bool done = response->request->json ?
		put_stats_json(response, stats, only) :
		render_stats_html(response->out, &response->site, stats, only);
	atr_stats_free(&stats);
	return memory_sufficed(done) ? 200 : 500;
}

static unsigned put_about(struct cgi_response *response)
{
	const struct atr_report *report = &response->answer.report;

	begin(response, "About these pages");
	render_about_html(response->out, &response->site, report->sources, report->source_count,
	                  cli_version_number());
	html_end(response->out, &response->site);
	return 200;
}

static unsigned put_page(struct cgi_response *response)
{
	static unsigned (*const pages[])(struct cgi_response *response) = {
		[CGI_ATR] = put_atr,
		[CGI_SEARCH] = put_search,
		[CGI_STATISTICS] = put_statistics,
		[CGI_ABOUT] = put_about,
	};

	if (response->request->status != 200)
		return refuse_request(response);
	return pages[response->request->page](response);
}

unsigned cgi_page(FILE *out, const struct cgi_request *request)
{
	struct cgi_response response = {
		.out = out,
		.request = request,
		.site = {.base = request->base,
	                 .home = "/",
	                 .search = "/search",
	                 .statistics = "/statistics",
	                 .about = "/about",
	                 .atr = "/?ATR=",
	                 .atr_end = "",
	                 .json = "/atr.json?ATR=",
	                 .forms = true},
		.options = {.clock_hz = ATR_CLOCK_DEFAULT,
	                    .nearest = NEAREST,
	                    .common = {.json = request->json},
	                    .html = true},
	};

	bool started = answer_start(&response.answer, &response.options, false);
	if (started)
		identify_silence(response.answer.identify);
	response.options.html = !request->json;
	response.answer.out = out;
	response.answer.site = &response.site;
	unsigned status = started ? put_page(&response) : refuse_lists(&response);
	answer_end(&response.answer);
	return status;
}
