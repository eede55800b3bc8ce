namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>A piece of a random program: how it is written, and the tree it has to be read as.</summary>
/// <param name="Text">In the canonical layout.</param>
/// <param name="Tree">As <see cref="TreeText"/> writes it.</param>
/// <param name="Binding">How tightly it holds together: 0 for <c>when</c> up to 9 for a name.</param>
/// <param name="IsPath">A name, or members of one: what can be called.</param>
internal sealed record Piece(string Text, string Tree, int Binding = 9, bool IsPath = false)
{
    /// <summary>As it has to be written where something binds so tightly.</summary>
    public string Within(int binding) => Binding >= binding ? Text : $"({Text})";
}
