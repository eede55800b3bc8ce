using System.Collections.Immutable;
using ContactCenter.Scripting.Tests.Syntax;
using ContactCenter.Scripting.Texts;
using Xunit.Abstractions;

namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>Faults are planted in every entry of right side files: each is found where it is, and little else is said.</summary>
public sealed class PlantedTextFaultTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Examples.Translated), MemberType = typeof(Examples))]
    public void Each_is_found_at_its_line_and_little_else_is_said(string name)
    {
        var script = new SourceText(name, Examples.Read(name));
        var contracts = ScriptContracts.Parse(new SourceText("x", Examples.Read(Path.ChangeExtension(name, "contracts"))), out _);
        var files = Directory.GetFiles(Path.Combine(Examples.Root, "samples/Scripts"), Path.GetFileNameWithoutExtension(name) + ".*.texts").Order(StringComparer.Ordinal)
            .Select(static file => new SourceText(file, File.ReadAllText(file))).ToList();
        var before = ScriptChecker.Check(script, contracts, [.. files.Select(ScriptTexts.Parse)]).Sum(static file => file.Diagnostics.Length);
        var missed = new List<string>();
        var (planted, said) = (0, 0);
        foreach (var (at, fault) in files.SelectMany((file, at) => FaultsIn(file, script, contracts).Select(fault => (at, fault))))
        {
            var broken = new SourceText(files[at].Name, fault.Text);
            var checks = ScriptChecker.Check(script, contracts, [.. files.Select((file, i) => ScriptTexts.Parse(i == at ? broken : file))]);
            var (place, found) = fault.Line == 0 ? (script, checks[0].Diagnostics) : (broken, checks[at + 1].Diagnostics);
            planted++;
            said += checks.Sum(static file => file.Diagnostics.Length) - before;
            if (!found.Any(one => one.Code.Id == fault.Code && (fault.Line == 0 || place.PositionOf(one.Range.Start).Line == fault.Line)))
            {
                missed.Add($"{Path.GetFileName(broken.Name)}:{fault.Line} {fault.Code}: {string.Join("; ", checks.SelectMany(static file => file.Diagnostics))}");
            }
        }

        output.WriteLine($"{planted} planted, {said} said");
        missed.ShouldBeEmpty();
        planted.ShouldBeGreaterThan(100);
        ((double)said / planted).ShouldBeLessThanOrEqualTo(1.3);
    }

    /// <summary>Each with where it is, 0 for the script, and what is to be said of it.</summary>
    private static IEnumerable<(string Text, int Line, string Code)> FaultsIn(SourceText file, SourceText script, ScriptContracts contracts)
    {
        var texts = ScriptTexts.Parse(file);
        var isOwn = ScriptXliff.LanguagesOf(script).All(language => language != texts.Language);
        foreach (var entry in texts.File.Entries)
        {
            string With(TextEntry other) => TextFileWriter.Write(texts.File with { Entries = [.. texts.File.Entries.Select(one => one.Id == entry.Id ? other : one)] });
            var line = file.PositionOf(entry.Places.Id.Start).Line;
            int LineOf(string word) => file.PositionOf(entry.Places.Of(word).Start).Line;
            yield return (With(entry with { Id = "kzzzz" }), line, "S710");
            yield return (Changed(file, entry.Places.Id, entry.Id + " " + "\"x\"\n" + entry.Id), line + 1, "S703");
            yield return (Changed(file, new TextRange(entry.Places.Text.End, 1), ""), line, "S702");
            if (isOwn)
            {
                yield return (With(entry with { Text = entry.Text + "!" }), line, "S712");
                continue;
            }

            var holes = TextTemplate.Parse(entry.Text, out _).Holes.ToList();
            yield return (With(entry with { Text = "" }), 0, "S709");
            yield return (With(entry with { From = "00000000" }), LineOf("from"), "S712");
            yield return (With(entry with { Text = entry.Text + "{nobody}" }), line, "S713");
            yield return (With(entry with { Text = (texts.Language == "ru" ? "Ciao " : "Привет ") + string.Join(' ', holes.Select(static hole => $"{{{hole.Expression}}}")) }), line, "S720");
            if (holes is [var lost, ..])
            {
                var without = entry.Text.Remove(lost.Range.Start, lost.Range.Length);
                if (!TextTemplate.Parse(without, out _).Holes.Any(hole => hole.Expression == lost.Expression))
                {
                    yield return (With(entry with { Text = without }), line, "S714");
                }
            }

            if (!entry.Answers.IsEmpty && texts.File.Entries.FirstOrDefault(other => other.Id != entry.Id && !other.Answers.IsEmpty && IsOfSameQuestion(script, contracts, entry.Id, other.Id)) is { } rival)
            {
                // Told at the later of the two.
                var (own, others) = (LineOf("answers"), file.PositionOf(rival.Places.Of("answers").Start).Line);
                yield return (With(entry with { Answers = entry.Answers.Add(rival.Answers[^1]) }), Math.Max(own, others), "S718");
            }
        }
    }

    private static bool IsOfSameQuestion(SourceText script, ScriptContracts contracts, string one, string other) =>
        Binding.ShownTexts.Of(Binding.Binder.Bind(Scripting.Syntax.ScriptParser.Parse(script), contracts)).Where(static text => text.Choice is not null)
            .GroupBy(static text => text.Ask).Any(group => group.Any(text => text.Text.Id == one) && group.Any(text => text.Text.Id == other));

    private static string Changed(SourceText file, TextRange place, string text) => string.Concat(file.Text.AsSpan(0, place.Start), text, file.Text.AsSpan(place.End));
}
