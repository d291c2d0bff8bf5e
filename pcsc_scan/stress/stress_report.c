#include "pcsc_scan/stress/stress_report.h"

#include "base/bytes.h"
#include "base/text.h"
#include "pcsc_scan/show/iso_time.h"
#include "render/paragraph.h"
#include "sys/clock.h"
#include "sys/memory.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <math.h>
#include <string.h>

enum {
	BAR_MAX = 40,
	FIGURES = 38, /* width of a row without its bar, with a count of ten digits */
	PERCENTILES = 5,
};

static const struct {
	const char *key, *word;
	unsigned per_mille;
} percentiles[PERCENTILES] = {
	{"min_ms", "min", 0},    {"median_ms", "median", 500}, {"p90_ms", "90 %", 900},
	{"p99_ms", "99 %", 990}, {"max_ms", "max", 1000},
};

static double milliseconds(uint64_t ns)
{
	return (double)ns / 1e6;
}

static void put_percentiles(const struct latency *latency, const struct layout *layout, FILE *out)
{
	struct paragraph line;
	char words[64];

	paragraph_start(&line, out, layout, 2);
	for (size_t i = 0; i < PERCENTILES; i++) {
		uint64_t ns = latency_at(latency, percentiles[i].per_mille);

		snprintf(words, sizeof words, "%s %.3f ms%s", percentiles[i].word, milliseconds(ns),
		         i + 1 < PERCENTILES ? "," : "");
		paragraph_blank(&line);
		paragraph_string(&line, ROLE_PLAIN, words);
	}
	paragraph_end(&line);
}

/* Returns the width that the figures leave for the bar. */
static int bar_length(const struct layout *layout)
{
	int room = (int)layout->width - FIGURES;

	if (layout->width == 0 || room > BAR_MAX)
		return BAR_MAX;
	return room > 1 ? room : 1;
}

static void put_bars(const struct latency *latency, const struct layout *layout, FILE *out)
{
	static const char bar[BAR_MAX + 1] = "########################################";
	struct latency_row rows[LATENCY_ROWS_MAX];
	size_t count = latency_rows(latency, rows);
	const int longest = bar_length(layout);
	uint64_t most = 1;

	for (size_t i = 0; i < count; i++)
		most = rows[i].count > most ? rows[i].count : most;
	for (size_t i = 0; i < count; i++) {
		double share = (double)rows[i].count / (double)most;
		int length = (int)(share * longest);

		if (length == 0 && rows[i].count > 0)
			length = 1;
		fprintf(out, "  %9.3f - %9.3f ms %-*.*s %llu\n", milliseconds(rows[i].from),
		        milliseconds(rows[i].to), longest, length, bar,
		        (unsigned long long)rows[i].count);
	}
}

static void put_head(const struct stress_report *report, const struct layout *layout, FILE *out)
{
	struct text words = {0};
	struct paragraph line;

	text_printf(&words, "Reader %zu: ", report->index);
	text_puts(&words, report->reader);
	text_printf(&words, ": %llu commands", (unsigned long long)report->latency.count);
	if (report->ended)
		text_printf(&words, " in %.1f s", report->seconds);
	text_printf(&words, ", %.0f a second", report->per_second);
	if (report->answered)
		text_printf(&words, ", last response %02X %02X", report->sw[0], report->sw[1]);
	if (report->ended && report->code != PCSC_OK)
		text_printf(&words, "; ended: %s", pcsc_error_text(report->code));
	if (memory_sufficed(!words.failed)) {
		paragraph_start(&line, out, layout, 1);
		line.hang = 4;
		paragraph_phrase(&line, ROLE_PLAIN, words.data);
		paragraph_end(&line);
	}
	text_free(&words);
}

void stress_report_text(const struct stress_report *report, const struct layout *layout, FILE *out)
{
	put_head(report, layout, out);
	if (report->ended && report->latency.count > 0) {
		put_percentiles(&report->latency, layout, out);
		put_bars(&report->latency, layout, out);
	}
}

static void json_histogram(const struct stress_report *report, struct json *json)
{
	struct latency_row rows[LATENCY_ROWS_MAX];
	size_t count = latency_rows(&report->latency, rows);

	json_key(json, "histogram");
	if (!report->ended) {
		json_put_null(json);
		return;
	}
	json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		json_begin_object(json);
		json_key(json, "from_ms");
		json_put_real(json, milliseconds(rows[i].from));
		json_key(json, "to_ms");
		json_put_real(json, milliseconds(rows[i].to));
		json_key(json, "count");
		json_put_integer(json, (int64_t)rows[i].count);
		json_end(json);
	}
	json_end(json);
}

static void json_head(const struct stress_report *report, struct json *json)
{
	char stamp[ISO_TIME_SIZE];
	struct timespec now = clock_of_day();

	iso_time(&now, stamp);
	json_key(json, "schema");
	json_put_integer(json, 1);
	json_key(json, "time");
	json_put_string(json, stamp);
	json_key(json, "event");
	json_put_string(json, report->ended ? "stress-summary" : "stress");
	json_key(json, "reader");
	json_begin_object(json);
	json_key(json, "index");
	json_put_integer(json, (int64_t)report->index);
	json_key(json, "name");
	json_put_text(json, report->reader, strlen(report->reader));
	json_end(json);
}

void stress_report_json(const struct stress_report *report, struct json *json, FILE *out)
{
	bool any = report->latency.count > 0;

	json_begin_object(json);
	json_head(report, json);
	json_key(json, "command");
	json_put_hex(json, report->command, report->command_length);
	json_key(json, "commands");
	json_put_integer(json, (int64_t)report->latency.count);
	json_key(json, "seconds");
	json_put_real(json, report->seconds);
	json_key(json, "per_second");
	json_put_real(json, report->per_second);
	json_key(json, "sw");
	json_put_hex(json, report->answered ? report->sw : NULL, sizeof report->sw);
	for (size_t i = 0; i < PERCENTILES; i++) {
		uint64_t ns = latency_at(&report->latency, percentiles[i].per_mille);

		json_key(json, percentiles[i].key);
		json_put_real(json, any ? milliseconds(ns) : (double)NAN);
	}
	json_histogram(report, json);
	json_key(json, "error");
	json_put_string(json,
	                report->ended && report->code != PCSC_OK ? pcsc_error_name(report->code) :
	                                                           NULL);
	json_end(json);
	json_write(json, out);
}
