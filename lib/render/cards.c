#include "render/cards.h"

#include "base/bytes.h"
#include "base/day.h"
#include "base/installed.h"
#include "render/card_parts.h"
#include "render/paragraph.h"

#include <string.h>

const char render_cards_hint[] =
	"\"atr_parser --update\" fetches a new list; --list FILE searches another list";

const char render_cards_page[] = "https://smartcard-atr.apdu.fr/parse?ATR=";

static void put_age(char *out, size_t size, int64_t age)
{
	static const struct {
		int64_t from, seconds; /* the unit, and the age from which it is used */
		const char *name;
	} units[] = {
		{2 * 31557600LL, 31557600, "year"},
		{60 * 86400LL, 2629800, "month"},
		{86400, 86400, "day"},
	};

	if (age < 0)
		return;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		long long count = age / units[i].seconds;

		if (age >= units[i].from) {
			snprintf(out, size, ", %lld %s%s old", count, units[i].name,
			         count > 1 ? "s" : "");
			return;
		}
	}
	snprintf(out, size, ", less than a day old");
}

void render_cards_age(char out[CARDS_AGE_SIZE], const struct searched_list *source)
{
	char day[DAY_TEXT_SIZE];

	day_text(day, source->modified);
	int length = snprintf(out, CARDS_AGE_SIZE, "of %s", day);
	put_age(out + length, (size_t)(CARDS_AGE_SIZE - length), source->age);
}

void render_card_place(struct paragraph *row, const char *list, unsigned line)
{
	char place[4096 + 16]; /* PATH_MAX and more */

	snprintf(place, sizeof place, "(%s:%u)", list, line);
	paragraph_blank(row);
	paragraph_string(row, ROLE_DIM, place);
}

void render_card_names(FILE *out, const struct layout *layout, struct span names, size_t indent)
{
	struct paragraph row;
	struct span name;

	while (card_name(&names, &name)) {
		bool url = card_is_url(name);

		paragraph_start(&row, out, layout, indent + (url ? 2 : 0));
		row.hang = indent + 2;
		paragraph_linked(&row, url ? ROLE_PLAIN : ROLE_CARD, name);
		paragraph_end(&row);
	}
}

static void put_match(FILE *out, const struct layout *layout, const struct atr_report *report,
                      const struct card_match *match)
{
	struct paragraph row;

	render_card_names(out, layout, match->names, 0);
	paragraph_start(&row, out, layout, 2);
	row.hang = 4;
	if (match->exact) {
		paragraph_string(&row, ROLE_PLAIN, "exact match");
	} else {
		paragraph_string(&row, ROLE_PLAIN, "matches");
		paragraph_blank(&row);
		paragraph_words(&row, ROLE_PLAIN, match->pattern);
	}
	render_card_place(&row, match->list, match->line);
	paragraph_end(&row);
	if (report->matches.explained)
		render_card_parts(out, layout, &report->atr, match);
}

static void put_difference(struct paragraph *row, const struct card_difference *difference,
                           bool last)
{
	char here[48] = "none", there[48] = "none";
	char words[160];

	if (difference->here_count > 0)
		hex_write_spaced(here, difference->here, difference->here_count);
	if (difference->there_count > 0)
		hex_write_spaced(there, difference->there, difference->there_count);
	snprintf(words, sizeof words, "%s: %s here, %s there%s", difference->name, here, there,
	         last ? "" : ";");
	paragraph_string(row, ROLE_PLAIN, words);
}

static void put_near(FILE *out, const struct layout *layout, const struct card_near *near)
{
	struct paragraph row;

	paragraph_start(&row, out, layout, 4);
	row.hang = 6;
	paragraph_words(&row, ROLE_PLAIN, near->pattern);
	render_card_place(&row, near->list, near->line);
	paragraph_end(&row);
	render_card_names(out, layout, near->names, 6);
	paragraph_start(&row, out, layout, 6);
	row.hang = 8;
	paragraph_string(&row, ROLE_GOOD, near->relation);
	paragraph_string(&row, ROLE_PLAIN, near->difference_count > 0 ? ";" : "");
	for (size_t i = 0; i < near->difference_count; i++) {
		paragraph_blank(&row);
		put_difference(&row, &near->differences[i], i + 1 == near->difference_count);
	}
	paragraph_end(&row);
}

static void put_nearest(FILE *out, const struct layout *layout, const struct card_nearest *nearest)
{
	if (nearest == NULL || nearest->count == 0)
		return;
	paragraph_write(out, layout, 2, ROLE_PLAIN, "closest entries:");
	for (size_t i = 0; i < nearest->count; i++)
		put_near(out, layout, &nearest->items[i]);
}

static void put_source(FILE *out, const struct layout *layout, const struct searched_list *source)
{
	struct paragraph row;
	char age[CARDS_AGE_SIZE];

	render_cards_age(age, source);
	paragraph_start(&row, out, layout, 2);
	row.hang = 4;
	paragraph_string(&row, ROLE_PLAIN, source->path);
	paragraph_blank(&row);
	paragraph_string(&row, ROLE_DIM, age);
	paragraph_end(&row);
}

const char *render_cards_none(const struct atr_report *report)
{
	return report->source_count > 0 ? "unknown card: not found in the lists searched:" :
					  "unknown card: there is no card list to search";
}

/* A valid ATR has at most ATR_MAX bytes. */
static void put_page(FILE *out, const struct layout *layout, const struct atr *atr)
{
	char url[sizeof render_cards_page + (size_t)2 * ATR_MAX];
	struct paragraph row;

	memcpy(url, render_cards_page, sizeof render_cards_page);
	hex_write(url + sizeof render_cards_page - 1, atr->bytes, atr->length);
	paragraph_write(out, layout, 2, ROLE_PLAIN, "look it up or report it:");
	paragraph_start(&row, out, layout, 4);
	paragraph_linked(&row, ROLE_PLAIN, (struct span){url, strlen(url)});
	paragraph_end(&row);
}

static void put_unknown(FILE *out, const struct layout *layout, const struct atr_report *report)
{
	char hint[256];

	paragraph_write(out, layout, 0, ROLE_WARNING, render_cards_none(report));
	for (size_t i = 0; i < report->source_count; i++)
		put_source(out, layout, &report->sources[i]);
	put_nearest(out, layout, report->nearest);
	paragraph_write(out, layout, 2, ROLE_PLAIN,
	                installed_text(hint, sizeof hint, render_cards_hint));
	if (atr_valid(&report->atr))
		put_page(out, layout, &report->atr);
}

void render_cards_text(FILE *out, const struct layout *layout, const struct atr_report *report)
{
	for (size_t i = 0; i < report->matches.count; i++)
		put_match(out, layout, report, &report->matches.items[i]);
	if (report->matches.count == 0)
		put_unknown(out, layout, report);
}
