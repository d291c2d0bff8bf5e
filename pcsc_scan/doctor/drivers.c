#include "pcsc_scan/doctor/drivers.h"

#include "reader/driver_plist.h"
#include "sys/tree.h"

#include <stdio.h>
#include <string.h>

#define DRIVERS "/usr/lib/pcsc/drivers"

enum { PLIST_MAX = 4 << 20 };

static bool is_bundle(const char *name)
{
	size_t length = strlen(name);

	return length > 7 && strcmp(name + length - 7, ".bundle") == 0;
}

static bool read_plist(const char *root, const char *bundle, struct file *plist)
{
	char path[TREE_PATH_MAX];

	snprintf(path, sizeof path, DRIVERS "/%s/Contents/Info.plist", bundle);
	return is_bundle(bundle) && tree_read(root, path, PLIST_MAX, plist) == 0;
}

size_t drivers_find(const char *root, uint16_t vendor, uint16_t product,
                    char words[DRIVER_WORDS_MAX])
{
	struct tree_names names;
	struct file plist;
	size_t count = 0;

	words[0] = '\0';
	if (!tree_list(root, DRIVERS, &names))
		return 0;
	for (size_t i = 0; i < names.count; i++) {
		char version[24];

		if (!read_plist(root, names.names[i], &plist))
			continue;
		count++;
		if (words[0] == '\0' &&
		    driver_plist_lists(plist.data, plist.length, vendor, product)) {
			driver_plist_string(plist.data, plist.length, "CFBundleShortVersionString",
			                    version, sizeof version);
			snprintf(words, DRIVER_WORDS_MAX, "%.64s%s%s", names.names[i],
			         version[0] != '\0' ? " " : "", version);
		}
		file_free(&plist);
	}
	tree_names_free(&names);
	return count;
}
