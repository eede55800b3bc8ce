using System.CommandLine;
using ContactCenter.Tools.Flow.LanguageServer;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow lsp</c>: what editors ask about scripts, by the Language Server Protocol on the standard streams.</summary>
internal static class LanguageServerCommand
{
    public static Command Create()
    {
        var pages = new Option<string?>("--pages") { Description = "Where the pages of diagnostics are, such as https://example.org/scripting/diagnostics; editors link to them." };
        var command = new Command("lsp", "Answers editors by the Language Server Protocol, on the standard streams. Exit code 0: the editor ended it, 1: the stream ended before.")
        {
            pages,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            using var frames = new Frames(input, output);
            return await new RpcLoop(frames, new ScriptServer(parsed.GetValue(pages), Console.Error, new Workspace(Workspace.Read))).RunAsync(cancellationToken);
        }));
        return command;
    }
}
