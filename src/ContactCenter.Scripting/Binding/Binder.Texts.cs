using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Binding;

// Texts and their holes.
internal sealed partial class Binder
{
    private readonly List<BoundExpression> _holes = []; // of one text: a text in a hole has none itself

    /// <summary>A text as a value. What it shows depends on the language it is said in, so one with holes cannot be kept.</summary>
    private BoundText BindKept(TextLiteral text)
    {
        var bound = BindText(text)!;
        if (text.Depth > 1) // it has holes
        {
            Report(TypeCodes.HoleInValue, text.Range);
        }

        return bound;
    }

    private BoundText? BindText(TextLiteral? text)
    {
        if (text is null)
        {
            return null;
        }

        return new BoundText(text.Range, BindHoles(text), text, _syntax.Source);
    }

    private ImmutableArray<BoundExpression> BindHoles(TextLiteral text)
    {
        if (text.Depth == 1)
        {
            return []; // as most are
        }

        foreach (var part in text.Parts)
        {
            if (part is HoleSyntax hole)
            {
                _holes.Add(BindHole(hole));
            }
        }

        var bound = _holes.ToImmutableArray();
        _holes.Clear();
        return bound;
    }

    private BoundExpression BindHole(HoleSyntax hole)
    {
        var value = Bind(hole.Value, null);
        if (hole.Format is not { IsMissing: false } format)
        {
            return value;
        }

        var shown = TextTemplate.Parse($"{{value|{format.Text}}}", out var faults).Holes.FirstOrDefault();
        if (value.Type is { } type && (faults is [var fault, ..] ? fault.Message : shown is null ? null : HoleRules.WhyNot(shown, type)) is { } reason)
        {
            Report(TypeCodes.WrongFormat, format.Range, format.Text, TypeNames.Of(type), reason);
        }

        return value;
    }
}
