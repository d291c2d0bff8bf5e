#include "names/file_id.h"

#include "names/file_table.h"

#include <stdbool.h>

/* Returns how well a row matches the directory and family; 0 if it does not. All EFs of a CSIM have
 * numbers of its own; an unknown application is taken for one of 3GPP's. */
static unsigned rank(const struct file_row *row, uint16_t directory, enum family family)
{
	bool other = row->directory == ADF && row->family != family;

	if (row->directory != 0)
		return row->directory == directory && !other ? 5 : 0;
	if (row->family == family)
		return 4;
	if (family_covers(row->family, family))
		return family == FAMILY_CSIM && row->id >> 8 == 0x6F ? 0 : 3;
	if (row->family == FAMILY_NONE)
		return 2;
	return family == FAMILY_NONE ||
		(family == family_base(row->family) && row->family != FAMILY_CSIM);
}

enum family file_directory_family(uint16_t directory, enum family family)
{
	if (directory == DF_GSM || directory == DF_DCS1800)
		return FAMILY_SIM;
	if (directory == DF_CDMA)
		return FAMILY_CSIM;
	return family == FAMILY_CSIM && (directory == MF || directory == DF_TELECOM) ? FAMILY_UICC :
										       family;
}

const char *file_id_name(uint16_t id, uint16_t directory, enum family family)
{
	const char *found = NULL;
	unsigned best = 0;

	if (id >> 8 == 0x6F)
		family = file_directory_family(directory, family);
	for (size_t i = 0; i < file_row_count; i++) {
		unsigned points =
			file_rows[i].id == id ? rank(&file_rows[i], directory, family) : 0;

		if (points > best) {
			best = points;
			found = file_rows[i].name;
		}
	}
	return found;
}
