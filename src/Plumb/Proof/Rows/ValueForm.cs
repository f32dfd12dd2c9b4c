namespace Plumb.Proof.Rows;

/// <summary>A way to make values: for each number another one, if the form has so many.</summary>
/// <param name="number">Which value, from 0.</param>
/// <returns>The value in the server's text form.</returns>
internal delegate string ValueForm(int number);
