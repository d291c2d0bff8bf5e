#include "atr_parser/page/site.h"

#include "atr_parser/page/statistics.h"

#include "base/bytes.h"
#include "base/span_map.h"
#include "base/span_store.h"
#include "base/text.h"
#include "cards/atr_line.h"
#include "render/html/about_html.h"
#include "render/html/index_html.h"
#include "render/html/pattern_html.h"
#include "render/html/search_html.h"
#include "render/html/stats_html.h"
#include "sys/cli/cli_help.h"
#include "sys/directory.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/replace.h"
#include "sys/terminal/progress.h"

#include <errno.h>
#include <string.h>

/* maximum length of a pattern in a file name */
enum { NAME_MOST = 200 };

/* Links relative to the directory itself, and to that of the entries. */
#define PAGES \
	.home = "index.html", .statistics = "statistics.html", .about = "about.html", \
	.style = "style.css", .atr = "atr/", .atr_end = ".html"
static const struct html_site top = {.base = "", PAGES}, below = {.base = "../", PAGES},
			      index_site = {.base = "", PAGES, .script = "search.js"};

struct site {
	struct answer *answer;
	struct text path;        /* of the file being written */
	struct span_map written; /* names of the pages already written */
	struct span_store names;
	FILE *index;
	size_t count; /* of entries */
	bool failed;  /* after a message */
};

static void fail(struct site *site, const char *path)
{
	if (!site->failed)
		message_error("cannot write %s: %s", path, file_error(errno));
	site->failed = true;
}

/* Writes the path of a file of the site to site->path. */
static bool set_path(struct site *site, const char *name)
{
	text_clear(&site->path);
	text_printf(&site->path, "%s/%s", site->answer->options->site, name);
	site->failed = site->failed || !memory_sufficed(!site->path.failed);
	return !site->path.failed;
}

/* Starts a file of the site. Returns the stream to write to; NULL after an error message. */
static FILE *create(struct site *site, struct replace *file, const char *name)
{
	*file = (struct replace){0};
	if (!set_path(site, name))
		return NULL;
	if (!replace_start(file, site->path.data))
		fail(site, site->path.data);
	file->unsynced = true;
	return file->file;
}

/* Completes a file of the site, or discards it if not all of it could be written. name is the one
 * passed to create(). Does nothing if that failed. */
static void finish(struct site *site, struct replace *file, const char *name)
{
	if (file->file == NULL)
		return;
	if (site->failed || memory_has_run_out()) {
		replace_abandon(file);
		return;
	}
	if (!replace_commit(file, 0666)) {
		int error = errno;
		bool named = set_path(site, name);

		errno = error;
		fail(site, named ? site->path.data : site->answer->options->site);
	}
}

static bool make_directories(struct site *site)
{
	const char *path = site->answer->options->site;

	text_clear(&site->path);
	text_printf(&site->path, "%s/atr", path);
	if (!memory_sufficed(!site->path.failed))
		return false;
	if (!directory_make(path))
		fail(site, path);
	else if (!directory_make(site->path.data))
		fail(site, site->path.data);
	return !site->failed;
}

/* Digits are kept, "." becomes x and a blank "-"; any other character becomes _ and its code. */
static void name_pattern(struct text *name, const struct card_found *found)
{
	for (size_t i = 0; i < found->pattern.length && name->length < NAME_MOST; i++) {
		char c = found->pattern.text[i];

		if (hex_digit(c) >= 0)
			text_add(name, &c, 1);
		else if (is_blank(c) || c == '.')
			text_puts(name, c == '.' ? "x" : "-");
		else
			text_printf(name, "_%02X", (unsigned)(unsigned char)c);
	}
}

/* Makes the name of an entry's page. Exact entries of the same ATR share one page. */
static void name_page(struct text *name, const struct card_found *found)
{
	text_clear(name);
	text_puts(name, "atr/");
	if (found->atr.kind == CARDLIST_EXACT)
		text_hex(name, found->atr.bytes, found->atr.length, 0);
	else
		name_pattern(name, found);
}

/* Returns false if the page exists already, or if out of memory. */
static bool is_new(struct site *site, const struct text *name)
{
	struct span span = {name->data, name->length};

	if (span_map_find(&site->written, span) != NULL)
		return false;
	span.text = span_store_add(&site->names, span.text, span.length);
	return memory_sufficed(span.text != NULL && span_map_add(&site->written, span, 0));
}

static void write_exact(struct site *site, FILE *file, const struct card_found *found)
{
	site->answer->out = file;
	(void)answer_bytes(site->answer, found->atr.bytes, found->atr.length, found->pattern);
	answer_end_page(site->answer);
}

static void write_pattern(FILE *file, const char *list, const struct card_found *found)
{
	struct atr_line line;
	struct atr atr;

	atr_line_read(&line, &found->pattern);
	(void)atr_line_walk(&line, &atr);
	render_pattern_html(file, &below, list, found, &line, &atr);
}

/* Patterns that are the same in several entries have the number of the entry added to the name. */
static bool choose_name(struct site *site, struct text *name, const struct card_found *found)
{
	bool fresh = is_new(site, name);

	if (!fresh && found->atr.kind != CARDLIST_EXACT) {
		text_printf(name, "_%zu", site->count);
		fresh = is_new(site, name);
	}
	text_puts(name, ".html");
	return fresh;
}

static void write_entry(void *self, const char *list, const struct card_found *found)
{
	struct text name = {0};
	struct site *site = self;

	if (site->failed || memory_has_run_out())
		return;
	progress_at(++site->count, 0);
	name_page(&name, found);
	if (choose_name(site, &name, found)) {
		struct replace file = {0};
		FILE *out = memory_sufficed(!name.failed) ? create(site, &file, name.data) : NULL;

		if (out != NULL && found->atr.kind == CARDLIST_EXACT)
			write_exact(site, out, found);
		else if (out != NULL)
			write_pattern(out, list, found);
		finish(site, &file, name.data);
	}
	if (memory_sufficed(!name.failed))
		render_search_result_html(site->index, &index_site, list, found, name.data);
	text_free(&name);
}

static void write_index(struct site *site)
{
	static const struct card_query all;

	struct replace file;

	site->index = create(site, &file, "index.html");
	if (site->index == NULL)
		return;
	render_index_html_begin(site->index, &index_site);
	identify_query(site->answer->identify, &all, write_entry, site);
	render_index_html_end(site->index, &index_site, site->count);
	finish(site, &file, "index.html");
}

static void write_statistics(struct site *site)
{
	const struct cli_list *lists = &site->answer->options->lists;
	struct atr_stats *stats = statistics_of_lists(lists->items, lists->count);
	struct replace file = {0};
	FILE *out = stats != NULL ? create(site, &file, "statistics.html") : NULL;

	site->failed = site->failed || stats == NULL ||
		(out != NULL && !memory_sufficed(render_stats_html(out, &top, stats, NULL)));
	finish(site, &file, "statistics.html");
	atr_stats_free(&stats);
}

static void write_others(struct site *site)
{
	const struct atr_report *report = &site->answer->report;
	struct replace file;
	FILE *out = create(site, &file, "about.html");

	if (out != NULL) {
		html_begin(out, &top, "About these pages", "");
		render_about_html(out, &top, report->sources, report->source_count,
		                  cli_version_number());
		html_end(out, &top);
	}
	finish(site, &file, "about.html");
	if ((out = create(site, &file, "style.css")) != NULL)
		html_put_style(out);
	finish(site, &file, "style.css");
	if ((out = create(site, &file, "search.js")) != NULL)
		fputs(html_script, out);
	finish(site, &file, "search.js");
}

enum status site_write(struct answer *answer)
{
	struct site site = {.answer = answer};

	answer->site = &below;
	progress_start("writing", answer->options->site, "pages");
	if (make_directories(&site)) {
		write_index(&site);
		write_statistics(&site);
		write_others(&site);
	}
	progress_end();
	answer->out = stdout;
	text_free(&site.path);
	span_map_free(&site.written);
	span_store_free(&site.names);
	return site.failed || memory_has_run_out() ? STATUS_TROUBLE : STATUS_YES;
}
