#include "app/drivers.h"

#include "reader/driver_plist.h"
#include "sys/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLIST_MAX = 4 << 20 };

/* The directory of the pcsc-lite used for the build, then those of Debian and its derivatives, of
 * Fedora and its derivatives, of a build from source, and of the NixOS profile. */
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
                     uint16_t vendor, struct driver *driver)
{
	driver_plist_string(plist->data, plist->length, "CFBundleShortVersionString",
	                    driver->version, sizeof driver->version);
	driver_plist_reader_name(plist->data, plist->length, vendor, driver->product,
	                         driver->reader, sizeof driver->reader);
	snprintf(driver->bundle, sizeof driver->bundle, "%.64s", bundle);
	snprintf(driver->place, sizeof driver->place, "%s", place);
	snprintf(driver->words, sizeof driver->words, "%.64s%s%s", bundle,
	         driver->version[0] != '\0' ? " " : "", driver->version);
}

/* What to search for, and the best match so far. */
struct search {
	const char *root;
	uint16_t vendor, product;
	struct driver best; /* empty: none */
	bool best_is_class; /* the best match is a driver for the whole class */
};

/* pcscd prefers a driver for specific readers to one for the whole class. */
static bool is_class_driver(const struct file *plist)
{
	char name[24];

	return driver_plist_string(plist->data, plist->length, "CFBundleName", name, sizeof name) &&
		strcmp(name, "CCIDCLASSDRIVER") == 0;
}

/* Of two equally good matches the first one is kept. */
static bool is_better(const struct search *search, uint16_t product, bool is_class)
{
	int apart = abs(product - search->product);
	int least = abs(search->best.product - search->product);

	return search->best.words[0] == '\0' || apart < least ||
		(apart == least && search->best_is_class && !is_class);
}

static void consider_bundle(struct search *search, const struct file *plist, const char *place,
                            const char *bundle)
{
	bool is_class = is_class_driver(plist);
	uint16_t product;

	if (!driver_plist_nearest(plist->data, plist->length, search->vendor, search->product,
	                          &product) ||
	    !is_better(search, product, is_class))
		return;
	search->best = (struct driver){.product = product};
	search->best_is_class = is_class;
	describe(plist, place, bundle, search->vendor, &search->best);
}

static size_t find_in(struct search *search, const char *place)
{
	struct tree_names names;
	struct file plist;
	size_t count = 0;

	if (strlen(place) >= sizeof search->best.place || !tree_list(search->root, place, &names))
		return 0;
	for (size_t i = 0; i < names.count; i++) {
		if (!read_plist(search->root, place, names.names[i], &plist))
			continue;
		count++;
		consider_bundle(search, &plist, place, names.names[i]);
		file_free(&plist);
	}
	tree_names_free(&names);
	return count;
}

size_t drivers_find(const char *root, const char *place, uint16_t vendor, uint16_t product,
                    struct driver *driver, struct driver *nearest)
{
	struct search search = {.root = root, .vendor = vendor, .product = product};
	size_t count = *place != '\0' ? find_in(&search, place) : 0;

	for (size_t i = 0; *place == '\0' && usual_places[i] != NULL; i++)
		if (i == 0 || strcmp(usual_places[i], usual_places[0]) != 0)
			count += find_in(&search, usual_places[i]);
	*driver = (struct driver){0};
	if (nearest != NULL)
		*nearest = *driver;
	if (search.best.product == product)
		*driver = search.best;
	else if (nearest != NULL)
		*nearest = search.best;
	return count;
}
