using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Editing;

/// <summary>Writes in side files what the texts of a renamed script show now: translations name a value as the script's text does.</summary>
internal static class TextRenames
{
    /// <param name="before">The script as it was.</param>
    /// <param name="after">The script with the new name, and nothing else changed.</param>
    /// <param name="files">Its side files.</param>
    /// <param name="renaming">What has the new name.</param>
    /// <returns>The changes of each, in order.</returns>
    public static ImmutableArray<ImmutableArray<TextEdit>> Of(BoundScript before, BoundScript after, ImmutableArray<ScriptTexts> files, Renaming renaming)
    {
        if (files.IsEmpty)
        {
            return [];
        }

        var renamed = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (old, now) in ShownTexts.Of(before).Zip(ShownTexts.Of(after)))
        {
            if (old.Text.Id is { } id)
            {
                var values = Written(old.Text).Zip(Written(now.Text)).Where(static value => value.First != value.Second).DistinctBy(static value => TextHoles.Normal(value.First));
                renamed.TryAdd(id, values.ToDictionary(static value => TextHoles.Normal(value.First), static value => value.Second, StringComparer.Ordinal));
            }
        }

        return [.. files.Select(file => file.File.Entries
            .SelectMany(entry => (renamed.GetValueOrDefault(entry.Id) is { Count: > 0 } values ? In(entry, values) : []).Concat(renaming.Kind == NameKind.Choice ? Keys(entry, renaming) : []))
            .OrderBy(static edit => edit.Range.Start).ToImmutableArray())];
    }

    private static IEnumerable<string> Written(BoundText text) => text.Parts.Select(static part => part.Written).OfType<string>();

    /// <summary>Where forms of a text are chosen by the choice.</summary>
    private static IEnumerable<TextEdit> Keys(TextEntry entry, Renaming renaming)
    {
        foreach (var (word, text) in entry.Forms)
        {
            foreach (var hole in TextTemplate.Parse(text, out _).Holes.Where(hole => renaming.IsOfChoice(TextHoles.Normal(hole.Expression))))
            {
                var forms = text.IndexOf('|', hole.Range.Start) + 1;
                foreach (var key in forms > 0 && forms < hole.Range.End ? HoleKeys.In(text.AsSpan(forms, hole.Range.End - 1 - forms)) : [])
                {
                    if (key.Name == renaming.Old)
                    {
                        yield return new TextEdit(new TextRange(entry.Places.Of(word).Start + forms + key.At, key.Name.Length), renaming.Name);
                    }
                }
            }
        }
    }

    private static IEnumerable<TextEdit> In(TextEntry entry, Dictionary<string, string> values)
    {
        foreach (var (word, text) in entry.Forms)
        {
            var start = entry.Places.Of(word).Start;
            foreach (var hole in TextTemplate.Parse(text, out _).Holes)
            {
                if (values.TryGetValue(TextHoles.Normal(hole.Expression), out var now))
                {
                    var at = text.IndexOf(hole.Expression, hole.Range.Start + 1, StringComparison.Ordinal);
                    yield return new TextEdit(new TextRange(start + at, hole.Expression.Length), now);
                }
            }
        }

        if (entry.By is { } by && values.TryGetValue(TextHoles.Normal(by), out var counted))
        {
            yield return new TextEdit(entry.Places.Of("by"), counted);
        }
    }
}
