#include "atr_parser/answer.h"

#include "render/html/atr_html.h"
#include "sys/directory.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/usb.h"
#include "sys/terminal/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Static and used only for unknown cards: it is large, and touching its memory takes as long as a
 * look-up. */
static struct card_nearest closest;

bool answer_start(struct answer *answer, const struct options *options, bool many)
{
	*answer = (struct answer){
		.options = options, .out = stdout, .site = &html_alone, .asked = ""};
	answer->layout.palette = term_palette(options->common.color, STDOUT_FILENO);
	answer->layout.width = options->width_given ? options->width : term_width(STDOUT_FILENO);
	if ((options->common.json || options->html) && (answer->json = json_new()) == NULL) {
		memory_ran_out();
		return false;
	}
	answer->identify = identify_new(options->lists.items, options->lists.count, many);
	if (answer->identify == NULL)
		return false;
	if (options->nearest > 0) {
		closest.wanted = options->nearest;
		answer->report.nearest = answer->nearest = &closest;
	}
	if (options->html)
		identify_hide_directories(answer->identify);
	answer->report.sources = identify_sources(answer->identify, &answer->report.source_count);
	return true;
}

void answer_end_page(struct answer *answer)
{
	if (answer->options->html && answer->count > 0)
		html_end(answer->out, answer->site);
	answer->count = 0;
}

void answer_end(struct answer *answer)
{
	answer_end_page(answer);
	atr_report_free(&answer->report);
	json_free(&answer->json);
	identify_free(&answer->identify);
}

/* Reports why the text is not an ATR. */
static enum status report_not_atr(struct answer *answer, struct span text,
                                  const struct text_source *source, const struct not_atr *why)
{
	int64_t modified;
	char where[80];

	read_place(where, sizeof where, source, why->at);
	message_error("%s: %s", where, why->text);
	if (source->words != NULL && file_time(source->words[0], &modified) &&
	    !directory_is(source->words[0]))
		message_hint("to read ATRs from that file: atr_parser < %s", source->words[0]);
	else if (!answer->explained)
		message_hint(
			"an ATR is written as pairs of hex digits: 3B 65 00 00 41 42 43 44 45");
	answer->explained = true;
	if (answer->options->common.json) {
		render_no_atr_json(answer->json, text, why->code, why->at, why->text);
		if (!json_write(answer->json, answer->out))
			return memory_trouble();
	}
	return STATUS_INPUT;
}

static bool write_page(struct answer *answer)
{
	char title[ATR_TITLE_SIZE];

	atr_html_title(title, &answer->report);
	if (answer->count == 0)
		html_begin(answer->out, answer->site, title, answer->asked);
	render_atr_html(answer->out, answer->site, &answer->report, (unsigned)answer->count + 1,
	                answer->json);
	return json_is_whole(answer->json);
}

static bool write_report(struct answer *answer)
{
	const struct options *options = answer->options;

	if (options->common.json) {
		render_atr_json(answer->json, &answer->report);
		return json_write(answer->json, answer->out);
	}
	if (options->html)
		return write_page(answer);
	if (answer->count > 0 && options->format != ATR_FORMAT_BRIEF)
		putc('\n', answer->out);
	render_atr(answer->out, options->format, &answer->layout, &answer->report);
	if (options->format == ATR_FORMAT_CLASSIC && answer->report.matches.count == 0)
		identify_report_age(answer->identify);
	return true;
}

static enum status take_usb(struct answer *answer, const struct usb_readers *usb)
{
	const struct usb_reader *reader;
	enum status status = usb_reader_choose(usb, answer->options->usb, &reader);

	if (status != STATUS_YES)
		return status;
	memcpy(answer->reader_name, reader->name, sizeof answer->reader_name);
	answer->has_reader = usb_reader_ccid(reader, answer->options->usb, &answer->reader);
	if (answer->has_reader)
		return STATUS_YES;
	message_error("%s: no CCID descriptor, or several that differ", reader->name);
	for (size_t i = 0; i < reader->interface_count; i++)
		if (reader->interfaces[i].kernel != NULL &&
		    reader->interfaces[i].kernel->name[0] != '\0')
			message_hint("--usb takes the name of its interface \"%s\"",
			             reader->interfaces[i].kernel->name);
	return STATUS_TROUBLE;
}

enum status answer_usb(struct answer *answer)
{
	struct usb_readers usb;

	if (!usb_readers_find(options_root_of(&answer->options->common), "", &usb)) {
		message_error("--usb: %s", usb_missing);
		return STATUS_TROUBLE;
	}
	enum status status = take_usb(answer, &usb);
	usb_readers_free(&usb);
	return status;
}

/* The two other layouts have no place for it. */
static bool shows_fit(const struct options *options)
{
	return options->common.json || options->html ||
		(options->format != ATR_FORMAT_BRIEF && options->format != ATR_FORMAT_CLASSIC);
}

void answer_reader(struct answer *answer, const char *name)
{
	if (!shows_fit(answer->options))
		return;
	snprintf(answer->reader_name, sizeof answer->reader_name, "%s", name);
	answer->has_reader =
		reader_ccid(options_root_of(&answer->options->common), name, NULL, &answer->reader);
}

static enum status status_of(const struct answer *answer)
{
	const struct atr_report *report = &answer->report;

	if (answer->options->as_atr_analysis)
		return STATUS_YES;
	if (!atr_valid(&report->atr))
		return STATUS_INPUT;
	if (answer->options->usb != NULL && answer->fit.severity == SEVERITY_ERROR)
		return STATUS_NO;
	return atr_report_accepted(report) && report->matches.count > 0 ? STATUS_YES : STATUS_NO;
}

enum status answer_bytes(struct answer *answer, const uint8_t *bytes, size_t length,
                         struct span input)
{
	const struct options *options = answer->options;
	struct atr_report *report = &answer->report;

	if (options->format == ATR_FORMAT_BRIEF)
		atr_report_check(report, bytes, length);
	else if (options->common.json)
		atr_report_fields(report, bytes, length, options->clock_hz);
	else if (options->format == ATR_FORMAT_TEXT && !options->html)
		atr_report_summary(report, bytes, length, options->clock_hz);
	else
		atr_report_fill(report, bytes, length, options->clock_hz);
	if (options->profile_given)
		atr_report_judge(report, options->profile);
	if (answer->has_reader)
		card_fit(report, &answer->fit, &answer->reader, answer->reader_name,
		         options->mode == MODE_CARD);
	report->input = input;
	identify_atr(answer->identify, bytes, length, &report->matches);
	if (answer->nearest != NULL)
		answer->nearest->count = 0;
	if (answer->nearest != NULL && report->matches.count == 0)
		identify_nearest(answer->identify, &report->atr, answer->nearest);
	if (options->explain)
		card_matches_explain(&report->matches, bytes, length);
	if (report->matches.failed || report->tree.failed || !write_report(answer))
		return memory_trouble();
	answer->count++;
	return status_of(answer);
}

enum status answer_text(struct answer *answer, struct span text, const struct text_source *source)
{
	uint8_t bytes[ATR_KEPT];
	struct not_atr why;
	size_t length;

	if (!read_atr(text, bytes, &length, &why))
		return report_not_atr(answer, text, source, &why);
	return answer_bytes(answer, bytes, length, text);
}

enum status answer_check(struct answer *answer, const uint8_t *bytes, size_t length)
{
	const struct atr *atr = &answer->report.atr;
	char text[160];

	atr_report_check(&answer->report, bytes, length);
	for (size_t i = 0; i < atr->problem_count; i++) {
		const struct problem *problem = &atr->problems[i];

		if (problem->kind->severity == SEVERITY_INFO)
			continue;
		problem_text(problem, text, sizeof text);
		message_error("%s, byte %zu: %s", severity_name(problem->kind->severity),
		              problem->offset, text);
	}
	return atr_valid(atr) ? STATUS_YES : STATUS_INPUT;
}

enum status answer_too_long(struct answer *answer, struct span text,
                            const struct text_source *source)
{
	static const struct not_atr why = {.code = "line-too-long",
	                                   .text = "line too long for an ATR"};

	return report_not_atr(answer, text, source, &why);
}
