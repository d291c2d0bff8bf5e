/* The table of file identifiers. */
#ifndef NAMES_FILE_TABLE_H
#define NAMES_FILE_TABLE_H

#include "names/family.h"

#include <stddef.h>
#include <stdint.h>

struct file_row {
	uint16_t id;
	enum family family;
	const char *name;
	/* The DF that contains it; 7FFF: the application, of exactly this family; 0: several. */
	uint16_t directory;
};

extern const struct file_row file_rows[];
extern const size_t file_row_count;

#endif
