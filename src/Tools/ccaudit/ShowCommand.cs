using System.CommandLine;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary><c>ccaudit show</c>: entries as lines of JSON.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var log = Shared.Log();
        var selection = new Selection();
        var command = new Command("show", "Writes entries as lines of JSON. Shows what is stored without checking it: verify first.") { log };
        selection.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            using var source = LogSource.Open(parsed.GetRequiredValue(log));
            await using var output = new BufferedStream(Console.OpenStandardOutput(), 65_536);
            await foreach (var entry in selection.ReadAsync(parsed, source.Log, cancellationToken))
            {
                output.Write(EntryLine.Of(entry));
            }

            return Shared.Intact;
        }));
        return command;
    }
}
