/* An ATR and what follows from it: each worked out once, and handed down to whoever describes it.
 */
#ifndef ATR_ATR_VIEW_H
#define ATR_ATR_VIEW_H

struct atr_view {
	const struct atr *atr;
	const struct atr_params *params;
	const struct hist *hist;
	const struct contactless *contactless;
};

#endif
