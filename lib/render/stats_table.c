#include "render/stats_table.h"

#include "render/json_member.h"
#include "render/paragraph.h"

#include <string.h>

enum {
	VALUE_MAX = 16, /* columns; a longer value moves the rest of its line */
	BAR_LEAST = 8,
	BAR_MOST = 50,
	BAR_FREE = 25, /* if the width is unlimited */
};

struct columns {
	size_t count, percent, bar, bar_width, text;
};

static size_t digits(uint64_t number)
{
	size_t count = 1;

	while ((number /= 10) > 0)
		count++;
	return count;
}

static struct columns columns_of(const struct layout *layout, const struct stats_rows *rows)
{
	struct columns columns;
	size_t value = 1, count = 1;

	for (size_t i = 0; i < rows->count; i++) {
		size_t length = strlen(rows->rows[i].value);
		size_t number = digits(rows->rows[i].count);

		value = length > value && length <= VALUE_MAX ? length : value;
		count = number > count ? number : count;
	}
	columns.count = 2 + value + 2;
	columns.percent = columns.count + count + 2;
	columns.bar = columns.percent + strlen("100.00 %") + 2;
	columns.bar_width = BAR_FREE;
	if (layout->width > 0) {
		size_t rest = layout->width > columns.bar ? layout->width - columns.bar : 0;

		columns.bar_width = rest / 3 < BAR_MOST ? rest / 3 : BAR_MOST;
		if (columns.bar_width < BAR_LEAST)
			columns.bar_width = 0;
	}
	columns.text = columns.bar + columns.bar_width + (columns.bar_width > 0 ? 2 : 0);
	return columns;
}

static size_t bar_length(const struct stats_rows *rows, const struct stats_row *row, size_t width)
{
	uint64_t most = rows->rows[0].count;
	size_t length = (size_t)((double)width * (double)row->count / (double)most + 0.5);

	return length > 0 ? length : 1;
}

static void write_row(FILE *out, const struct layout *layout, const struct columns *columns,
                      const struct stats_rows *rows, const struct stats_row *row)
{
	char bar[BAR_MOST + 1], count[24], percent[16];
	struct paragraph line;

	paragraph_start(&line, out, layout, 2);
	paragraph_string(&line, row->plain ? ROLE_CARD : ROLE_DIM, row->value);
	(void)snprintf(count, sizeof count, "%llu", (unsigned long long)row->count);
	paragraph_to_column(&line, columns->percent - 2 - strlen(count), columns->text);
	paragraph_string(&line, ROLE_PLAIN, count);
	(void)snprintf(percent, sizeof percent, "%.2f", row->percent);
	paragraph_to_column(&line, columns->percent + strlen("100.00") - strlen(percent),
	                    columns->text);
	paragraph_string(&line, ROLE_PLAIN, percent);
	paragraph_blank(&line);
	paragraph_string(&line, ROLE_PLAIN, "%");
	if (columns->bar_width > 0) {
		size_t length = bar_length(rows, row, columns->bar_width);

		memset(bar, '#', length);
		bar[length] = '\0';
		paragraph_to_column(&line, columns->bar, columns->text);
		paragraph_string(&line, row->plain ? ROLE_GOOD : ROLE_DIM, bar);
	}
	if (*row->text != '\0') {
		paragraph_to_column(&line, columns->text, columns->text);
		paragraph_string(&line, ROLE_PLAIN, row->text);
	}
	paragraph_end(&line);
}

void render_stats(FILE *out, const struct layout *layout, const struct stats_rows *rows)
{
	const struct palette *palette = layout->palette;
	struct columns columns = columns_of(layout, rows);
	char name[STATS_NAME];

	atr_stats_name(rows->field, name);
	fprintf(out, "%s%s%s, %s: %llu ATR%s\n", palette->on[ROLE_HEADING], name,
	        palette->off[ROLE_HEADING], atr_stats_title(rows->field),
	        (unsigned long long)rows->lines, rows->lines == 1 ? "" : "s");
	for (size_t i = 0; i < rows->count; i++)
		write_row(out, layout, &columns, rows, &rows->rows[i]);
}

void render_stats_json(struct json *json, const struct stats_rows *rows,
                       const struct stats_row *row)
{
	const char *value = row->value;
	char name[STATS_NAME];

	atr_stats_name(rows->field, name);
	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_string(json, "field", name);
	json_member_text(json, "value", value, strlen(value));
	json_member_integer(json, "count", (int64_t)row->count);
	json_member_real(json, "percent", row->percent);
	json_member_string(json, "text", row->text);
	json_end(json);
}
