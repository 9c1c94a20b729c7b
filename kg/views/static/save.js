"use strict";

// Files that the reader takes away: they are made here, and nothing is sent anywhere.
function save(blob, ending) {
  const address = URL.createObjectURL(blob), link = make("a", { href: address, download: `chu-tri-${state.view}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function savePng() {
  const canvas = document.querySelector("#canvas canvas"), copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const c = copy.getContext("2d");
  c.fillStyle = colours.card;
  c.fillRect(0, 0, copy.width, copy.height);
  c.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(blob, "png"));
}

// The drawings that were written with the page.
function saveSvg(id) {
  save(new Blob([new XMLSerializer().serializeToString(document.querySelector(`#${id} svg`))], { type: "image/svg+xml" }), "svg");
}
