/* Where wagtail-localize's editor finds the choosers; the addresses stand on this script's own element. */
window.chooserUrls ??= { ...document.currentScript.dataset };
