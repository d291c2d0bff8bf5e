#include "atr_parser/lists/stats.h"

#include "app/lists.h"
#include "stats/atr_stats.h"
#include "render/html/stats_html.h"
#include "render/json.h"
#include "render/stats_table.h"
#include "sys/cli/cli_value.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/terminal/progress.h"
#include "sys/terminal/term.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* What is counted, and how it is shown. */
struct counting {
	const struct options *options;
	struct atr_stats *stats; /* owned */
	bool all;
	stats_field field; /* unless all */
	unsigned long left_out;
	enum status status;
};

/* pcsc_scan writes "ATR:" before an ATR. */
static struct span without_head(struct span text)
{
	if (text.length >= 4 && strncasecmp(text.text, "ATR:", 4) == 0) {
		text.text += 4;
		text.length -= 4;
	}
	while (text.length > 0 && (*text.text == ' ' || *text.text == '\t')) {
		text.text++;
		text.length--;
	}
	return text;
}

/* Returns false if out of memory. */
static bool count_atr(struct counting *counting, const struct span *text)
{
	bool counted = true;
	bool done = counting->options->published ?
		atr_stats_add_published(counting->stats, text, &counted) :
		atr_stats_add(counting->stats, text);

	counting->left_out += !counted;
	return done;
}

static bool count_line(struct counting *counting, const char *name,
                       const struct cardlist_line *line)
{
	struct span text = without_head(line->text);
	struct cardlist_atr atr;

	cardlist_read(&text, &atr);
	if (atr.kind != CARDLIST_UNREADABLE)
		return count_atr(counting, &text);
	char why[160];
	size_t column = line->column + (size_t)(text.text - line->text.text) + atr.problem.offset;
	problem_text(&atr.problem, why, sizeof why);
	message_error("%s:%u:%zu: %s", name, line->line, column, why);
	counting->status = STATUS_INPUT;
	return true;
}

static bool count_text(struct counting *counting, const char *name, const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;

	while (cardlist_next(&walk, &line))
		if (!count_line(counting, name, &line))
			return false;
	return true;
}

/* Returns the status of this file, below which that of the program must not be. */
static enum status count_file(struct counting *counting, const char *name)
{
	bool standard_input = strcmp(name, "-") == 0;
	struct file file;
	int error = standard_input ?
		file_read_open(&file, STDIN_FILENO, FILE_MAP, false, LIST_MAX) :
		file_read(&file, name, FILE_MAP, false, LIST_MAX);

	if (error != 0) {
		message_error("%s: %s", standard_input ? "standard input" : name,
		              file_error(error));
		return STATUS_INPUT;
	}
	bool counted = count_text(counting, name, file.data, file.length);
	bool whole = !file_is_truncated(&file);
	file_free(&file);
	if (!whole) {
		message_error("%s: truncated while being read", name);
		return STATUS_TROUBLE;
	}
	return counted ? counting->status : memory_trouble();
}

static enum status count_files(struct counting *counting)
{
	const struct options *options = counting->options;

	for (size_t i = 0; i < options->word_count; i++) {
		progress_start("counting ATRs in", options->words[i], NULL);
		enum status status = count_file(counting, options->words[i]);
		progress_end();

		if (status == STATUS_TROUBLE)
			return status;
		status_raise(&counting->status, status);
	}
	return counting->status;
}

static enum status count_lists(struct counting *counting)
{
	struct lists lists;
	bool counted = true;

	if (!lists_open(&lists, counting->options->lists.items, counting->options->lists.count,
	                FILE_MAP))
		return STATUS_INPUT;
	for (size_t i = 0; counted && i < lists.count; i++) {
		progress_start("counting ATRs in", lists.items[i].path, NULL);
		counted = count_text(counting, lists.items[i].path, lists.items[i].file.data,
		                     lists.items[i].file.length);
		progress_end();
	}
	bool whole = lists_are_whole(&lists);
	lists_close(&lists);
	if (!whole)
		return STATUS_TROUBLE;
	return counted ? counting->status : memory_trouble();
}

static bool write_json(struct json *json, const struct stats_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		render_stats_json(json, rows, &rows->rows[i]);
		if (!json_write(json, stdout))
			return false;
	}
	return true;
}

static bool write_field(const struct counting *counting, stats_field field, struct json *json,
                        struct stats_rows *rows)
{
	const struct options *options = counting->options;
	const struct layout layout = {term_palette(options->common.color, STDOUT_FILENO),
	                              options->width_given ? options->width :
	                                                     term_width(STDOUT_FILENO)};

	if (!atr_stats_rows(counting->stats, field, rows))
		return false;
	if (json != NULL)
		return write_json(json, rows);
	if (options->svg)
		render_stats_svg(stdout, rows);
	else
		render_stats(stdout, &layout, rows);
	return true;
}

static bool write_fields(const struct counting *counting, struct json *json)
{
	struct stats_rows rows = {0};
	bool done = true, first = true;

	for (stats_field field = 0; done && field < STATS_FIELDS; field++) {
		if (counting->all ? !atr_stats_shows(counting->stats, field) :
		                    field != counting->field)
			continue;
		if (json == NULL && !first)
			putchar('\n');
		first = false;
		done = write_field(counting, field, json, &rows);
	}
	stats_rows_free(&rows);
	return done;
}

static enum status show(const struct counting *counting)
{
	struct json *json = NULL;

	if (counting->left_out > 0)
		message_note("%lu line%s skipped: not a complete ATR", counting->left_out,
		             counting->left_out == 1 ? "" : "s");
	if (atr_stats_lines(counting->stats) == 0) {
		message_error("--stats: no ATR to count");
		return STATUS_INPUT;
	}
	if (counting->options->html) {
		const stats_field *only = counting->all ? NULL : &counting->field;

		return render_stats_html(stdout, &html_alone, counting->stats, only) ?
			counting->status :
			memory_trouble();
	}
	if (counting->options->common.json && (json = json_new()) == NULL)
		return memory_trouble();
	bool done = write_fields(counting, json);
	json_free(&json);
	return done ? counting->status : memory_trouble();
}

/* Returns false after an error message. */
static bool find_field(struct counting *counting)
{
	const char *name = counting->options->stats;

	counting->all = strcasecmp(name, "all") == 0;
	if (counting->all && counting->options->svg) {
		message_error("--svg draws one field; choose one");
		return false;
	}
	if (counting->all || atr_stats_field(name, &counting->field))
		return true;
	(void)cli_unknown_word("--stats", "field", atr_stats_word, name, strlen(name));
	return false;
}

static enum status count_and_show(struct counting *counting)
{
	const struct options *options = counting->options;

	counting->status = options->word_count > 0 ? count_files(counting) : count_lists(counting);
	return counting->status == STATUS_TROUBLE ? STATUS_TROUBLE : show(counting);
}

enum status stats(const struct options *options)
{
	struct counting counting = {.options = options, .stats = atr_stats_new()};

	if (counting.stats == NULL)
		return memory_trouble();
	enum status status = find_field(&counting) ? count_and_show(&counting) : STATUS_INPUT;
	atr_stats_free(&counting.stats);
	return status;
}
