/* The canonical text of a script: all its statements, as print_statement prints them. */
#ifndef TESTS_UNIT_PRINTED_H
#define TESTS_UNIT_PRINTED_H

#include "script/print.h"

/* Adds the statements of the script's first file, one per line, without those of included files. */
static inline void print_script(struct text *out, const struct script *script)
{
	for (size_t i = 0; i < script->count; i++) {
		struct printer printer = {.out = out, .script = script};

		if (script->statements[i].file != 0)
			continue;
		print_statement(&printer, &script->statements[i]);
		text_puts(out, "\n");
	}
}

#endif
