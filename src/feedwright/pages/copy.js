(() => {
  const status = document.getElementById("copied");
  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      return true;
    } catch {
      select(button.previousElementSibling);
      return document.execCommand("copy");
    }
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      if (!(await copy(button))) return;
      status.textContent = button.textContent = status.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
})();
