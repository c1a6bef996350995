// What is wrong with the open page for people who see little, cannot see, or use a keyboard: a list of sentences.
// The rules: WCAG 2.2, contrast 1.4.3, reflow 1.4.10, non-text contrast 1.4.11, target size 2.5.8; names and order of
// headings as axe-core judges them.
(() => {
  const faults = [];
  const colour = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const luminance = ({ rgb }) => {
    const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const found = colour(getComputedStyle(each).backgroundColor);
      if (found.a === 1) return found;
    }
    return { rgb: [255, 255, 255], a: 1 };
  };
  const shown = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const say = (node, what) => faults.push(`<${node.tagName}> ${node.textContent.trim().slice(0, 40)}: ${what}`);

  const elements = [...document.querySelectorAll("*")].filter(shown);
  for (const node of elements) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    for (const part of own ? [null, "::before", "::after"] : ["::before", "::after"]) {
      const style = getComputedStyle(node, part);
      if (part && ["none", "normal", '""'].includes(style.content)) continue;
      const ground = colour(style.backgroundColor);
      const ratio = contrast(colour(style.color), ground.a === 1 ? ground : behind(node));
      if (ratio < 4.5) say(node, `contrast ${ratio.toFixed(2)} ${part ?? ""}`);
      if (parseFloat(style.fontSize) < 13) say(node, `text of ${style.fontSize}`);
    }
    const box = node.getBoundingClientRect();
    const unseen = box.width <= 1 || box.bottom < 0;
    if (!unseen && (box.right > innerWidth + 0.5 || box.left < -0.5)) say(node, "reaches out of the window");
    if (node.matches("button, .readers a") && Math.min(box.width, box.height) < 24) say(node, "too small to hit");
    if (node.matches("svg.chart") && contrast(colour(getComputedStyle(node).fill), behind(node)) < 3) say(node, "pale");
    if (node.matches("a[href], button") && !(node.ariaLabel ?? node.textContent).trim()) say(node, "no name");
    if (node.matches("[role=img]") && !node.getAttribute("aria-label")) say(node, "no name");
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
  if (document.contentType === "text/html") {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((node) => Number(node.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) faults.push("not one h1");
    if (levels.some((level, place) => level > (levels[place - 1] ?? 0) + 1)) faults.push(`headings ${levels}`);
    for (const tag of ["header", "main", "footer"]) {
      if (document.querySelectorAll(`body > ${tag}`).length !== 1) faults.push(`not one ${tag}`);
    }
  }
  return faults;
})()
