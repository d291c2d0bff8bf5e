#include "render/render_atr.h"

#include "render/atr_formats.h"

#include <stddef.h>

static const struct {
	const char *name; /* NULL: cannot be chosen by the user; must be last */
	void (*write)(FILE *out, const struct layout *layout, const struct atr_report *report);
} formats[] = {
	[ATR_FORMAT_TEXT] = {"text", render_atr_text},
	[ATR_FORMAT_CLASSIC] = {"classic", render_atr_classic},
	[ATR_FORMAT_BRIEF] = {"brief", render_atr_brief},
	[ATR_FORMAT_FULL] = {NULL, render_atr_full},
};

const char *render_atr_word(unsigned format)
{
	return format < sizeof formats / sizeof *formats ? formats[format].name : NULL;
}

void render_atr(FILE *out, enum atr_format format, const struct layout *layout,
                const struct atr_report *report)
{
	formats[format].write(out, layout, report);
}
