#include "pcsc_scan/show/event_page.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "base/installed.h"
#include "render/render_atr.h"
#include "render/cards.h"
#include "render/paragraph.h"
#include "words/words.h"

#include <string.h>

void page_name(const struct event_page *page, const char *name)
{
	const struct palette *palette = page->layout.palette;
	char safe[4 * READER_NAME_SIZE];

	escape_terminal(safe, sizeof safe, name, strlen(name));
	fprintf(page->out, "%s%s%s", palette->on[ROLE_READER], safe, palette->off[ROLE_READER]);
}

void page_reader(const struct event_page *page, size_t index, const char *name)
{
	fprintf(page->out, "%zu: ", index);
	page_name(page, name);
	fputc('\n', page->out);
}

void page_no_reader(const struct event_page *page)
{
	if (page->snapshot.count == 0)
		fputs("No reader found.\n", page->out);
}

void page_report(const struct event_page *page, const char *reader, const uint8_t *atr,
                 size_t length)
{
	enum atr_format format = page->options->format;
	const struct atr_report *report;

	/* --format text requests the full report instead of the facts. */
	if (format == ATR_FORMAT_TEXT) {
		format = ATR_FORMAT_FULL;
		report = naming_report_in(page->naming, atr, length, true,
		                          options_root_of(&page->options->common), reader);
	} else {
		report = naming_report(page->naming, atr, length, format != ATR_FORMAT_BRIEF);
	}
	render_atr(page->out, format, &page->layout, report);
}

static void page_entry(const struct event_page *page, size_t column, const char *key,
                       const char *text)
{
	struct paragraph line;

	paragraph_start(&line, page->out, &page->layout, column);
	paragraph_string(&line, ROLE_PLAIN, key);
	paragraph_string(&line, ROLE_PLAIN, ":");
	line.hang = column + strlen(key) + 2;
	paragraph_blank(&line);
	paragraph_phrase(&line, ROLE_PLAIN, text);
	paragraph_end(&line);
}

static void put_bytes(const struct event_page *page, size_t column, const char *key,
                      const uint8_t *bytes, size_t length)
{
	char hex[3 * ATS_MAX + 1];

	hex_write_spaced(hex, bytes, length);
	page_entry(page, column, key, hex);
}

void page_atr(const struct event_page *page, size_t column, const uint8_t *atr, size_t length)
{
	put_bytes(page, column, "ATR", atr, length);
}

void page_uid(const struct event_page *page, size_t column, const struct card_uid *uid)
{
	char words[UID_TEXT_SIZE];

	if (!uid->asked)
		return;
	if (uid_failure(uid, words))
		page_entry(page, column, "UID", words);
	else if (uid->uid_length == 0)
		page_entry(page, column, "UID", "not reported by the reader");
	else
		put_bytes(page, column, "UID", uid->uid, uid->uid_length);
	if (uid->ats_length > 0)
		put_bytes(page, column, "ATS", uid->ats, uid->ats_length);
}

static void put_line(const struct event_page *page, size_t column, enum role role, const char *text)
{
	struct paragraph line;

	paragraph_start(&line, page->out, &page->layout, column);
	line.hang = column + 2;
	paragraph_phrase(&line, role, text);
	paragraph_end(&line);
}

/* Reports the age of the newest list, which does not contain the card, and how to get a newer
 * one. */
static void put_unknown(const struct event_page *page, size_t column,
                        const struct atr_report *report)
{
	const struct searched_list *newest = report->sources;
	char age[CARDS_AGE_SIZE], line[CARDS_AGE_SIZE + 240], update[160];

	installed_text(update, sizeof update, "atr_parser --update");
	for (size_t i = 1; i < report->source_count; i++)
		if (report->sources[i].modified > newest->modified)
			newest = &report->sources[i];
	if (report->source_count > 0) {
		render_cards_age(age, newest);
		snprintf(line, sizeof line, "unknown card; list %s (\"%s\")", age, update);
	} else {
		snprintf(line, sizeof line, "unknown card: %s (\"%s\")", render_cards_none(report),
		         update);
	}
	put_line(page, column, ROLE_WARNING, line);
}

void page_card_name(const struct event_page *page, size_t column, const uint8_t *atr, size_t length)
{
	char name[CARD_NAME_SIZE], line[CARD_NAME_SIZE + 40];
	size_t count = naming_name(page->naming, atr, length, name);

	if (count == 0) {
		put_unknown(page, column, naming_report(page->naming, atr, length, false));
		return;
	}
	snprintf(line, sizeof line, count > 1 ? "%s (and %zu more)" : "%s", name, count - 1);
	put_line(page, column, ROLE_CARD, line);
}

void page_card(const struct event_page *page, const uint8_t *atr, size_t length,
               char card[CARD_NAME_SIZE])
{
	if (length == 0 || page->naming == NULL ||
	    naming_name(page->naming, atr, length, card) == 0)
		hex_write_spaced(card, atr, length);
}

void page_facts(const struct event_page *page, size_t column, const uint8_t *atr, size_t length)
{
	struct words facts = {0};

	atr_report_facts(naming_report(page->naming, atr, length, false), &facts);
	put_line(page, column, ROLE_PLAIN, facts.text);
}

void page_stress(struct event_page *page, const struct stress_report *report)
{
	stress_report_text(report, &page->layout, page->out);
}
