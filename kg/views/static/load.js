"use strict";

// The data block of a page, packed or plain.
async function load() {
  const block = document.getElementById("data");
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const text = atob(block.textContent), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
