#include "app/drivers.h"

#include "reader/driver_plist.h"
#include "sys/tree.h"

#include <stdio.h>
#include <string.h>

enum { PLIST_MAX = 4 << 20 };

/* That of the pcsc-lite we were built beside, then those of Debian and its like, of Fedora and its
 * like, of one built by hand, and of NixOS' profile. */
static const char *const usual_places[] = {
	USB_DROP_DIR,
	"/usr/lib/pcsc/drivers",
	"/usr/lib64/pcsc/drivers",
	"/usr/local/lib/pcsc/drivers",
	"/run/current-system/sw/pcsc/drivers",
	NULL,
};

static bool is_bundle(const char *name)
{
	size_t length = strlen(name);

	return length > 7 && strcmp(name + length - 7, ".bundle") == 0;
}

static bool read_plist(const char *root, const char *place, const char *bundle, struct file *plist)
{
	char path[TREE_PATH_MAX];

	snprintf(path, sizeof path, "%s/%s/Contents/Info.plist", place, bundle);
	return is_bundle(bundle) && tree_read(root, path, PLIST_MAX, plist) == 0;
}

static void describe(const struct file *plist, const char *place, const char *bundle,
                     struct driver *driver)
{
	char version[24];

	driver_plist_string(plist->data, plist->length, "CFBundleShortVersionString", version,
	                    sizeof version);
	snprintf(driver->bundle, sizeof driver->bundle, "%.64s", bundle);
	snprintf(driver->place, sizeof driver->place, "%s", place);
	snprintf(driver->words, sizeof driver->words, "%.64s%s%s", bundle,
	         version[0] != '\0' ? " " : "", version);
}

static size_t find_in(const char *root, const char *place, uint16_t vendor, uint16_t product,
                      struct driver *driver)
{
	struct tree_names names;
	struct file plist;
	size_t count = 0;

	if (strlen(place) >= sizeof driver->place || !tree_list(root, place, &names))
		return 0;
	for (size_t i = 0; i < names.count; i++) {
		if (!read_plist(root, place, names.names[i], &plist))
			continue;
		count++;
		if (driver->words[0] == '\0' &&
		    driver_plist_lists(plist.data, plist.length, vendor, product)) {
			describe(&plist, place, names.names[i], driver);
			driver_plist_reader_name(plist.data, plist.length, vendor, product,
			                         driver->reader, sizeof driver->reader);
		}
		file_free(&plist);
	}
	tree_names_free(&names);
	return count;
}

size_t drivers_find(const char *root, const char *place, uint16_t vendor, uint16_t product,
                    struct driver *driver)
{
	size_t count = 0;

	*driver = (struct driver){0};
	if (*place != '\0')
		return find_in(root, place, vendor, product, driver);
	for (size_t i = 0; usual_places[i] != NULL; i++)
		if (i == 0 || strcmp(usual_places[i], usual_places[0]) != 0)
			count += find_in(root, usual_places[i], vendor, product, driver);
	return count;
}
