/* News of the labour market on a partner's page: puts in a frame of the office's, and nothing else. */
(function () {
  "use strict";
  var here = document.currentScript;
  if (!here || !/^[0-9A-Za-z]{6}$/.test(here.getAttribute("data-partner") || "")) return;
  var frame = document.createElement("iframe");
  frame.src = new URL("/widget/" + here.getAttribute("data-partner") + "/", here.src).href;
  frame.title = "ข่าวสารตลาดแรงงาน กรมการจัดหางาน";
  frame.width = "100%";
  frame.height = here.getAttribute("data-height") || "420";
  frame.loading = "lazy";
  frame.referrerPolicy = "origin";
  frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
  here.parentNode.insertBefore(frame, here);
})();
