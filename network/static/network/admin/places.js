/* Suggests the districts of the chosen province and the sub-districts of the typed district. Without it one types. */
(function () {
  const form = document.querySelector("[data-places]");
  if (!form) return;
  const { province, district_name: district, zip_code: zip } = form.elements;

  function fill(id, names) {
    const options = names.map(function (name) {
      const option = document.createElement("option");
      option.value = name;
      return option;
    });
    document.getElementById(id).replaceChildren(...options);
  }

  async function suggest() {
    const query = new URLSearchParams({ province: province.value, district: district.value });
    const answer = await fetch(form.dataset.places + "?" + query, { credentials: "same-origin" });
    if (!answer.ok) return;
    const names = await answer.json();
    fill("districts", names.districts);
    fill("subdistricts", names.subdistricts);
  }

  province.addEventListener("change", function () {
    district.value = form.elements.subdistrict_name.value = zip.value = "";
    suggest();
  });
  district.addEventListener("change", suggest);
})();
