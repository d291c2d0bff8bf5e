#include "render/atr.h"

#include "render/atr_formats.h"

#include <string.h>

static const struct {
	const char *name; /* NULL: not to be named by a user */
	void (*write)(FILE *out, const struct layout *layout, const struct atr_report *report);
} formats[] = {
	[ATR_FORMAT_TEXT] = {"text", render_atr_text},
	[ATR_FORMAT_FULL] = {NULL, render_atr_full},
	[ATR_FORMAT_CLASSIC] = {"classic", render_atr_classic},
	[ATR_FORMAT_BRIEF] = {"brief", render_atr_brief},
};

bool render_atr_format(const char *name, enum atr_format *format)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (formats[i].name != NULL && strcmp(name, formats[i].name) == 0) {
			*format = (enum atr_format)i;
			return true;
		}
	}
	return false;
}

void render_atr(FILE *out, enum atr_format format, const struct layout *layout,
                const struct atr_report *report)
{
	formats[format].write(out, layout, report);
}
