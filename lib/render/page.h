/* The page on which text is laid out. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "base/style.h"

struct layout {
	const struct palette *palette;
	unsigned width; /* columns; 0 means no limit */
};

#endif
