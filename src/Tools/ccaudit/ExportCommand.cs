using System.CommandLine;
using System.IO.Compression;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary><c>ccaudit export</c>: a log as files.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var log = Shared.Log();
        var to = new Argument<string>("TO") { Description = "A folder that is missing or empty, or a .zip file that is missing." };
        var key = new Option<string?>("--sign-with") { Description = "A PEM file with the private key that signs the head.", HelpName = "FILE" };
        var name = new Option<string?>("--key-name") { Description = "Whose key it is, such as cc.example.com.", HelpName = "NAME" };
        var bare = new Option<bool>("--bare") { Description = "Without entries.jsonl, the lines for people." };
        var command = new Command("export", "Writes a log as files that anybody can verify without the store. The form is described in docs/log-export.md.") { log, to, key, name, bare };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            using var source = LogSource.Open(parsed.GetRequiredValue(log));
            using var signer = Signer(parsed.GetValue(key), parsed.GetValue(name));
            var target = parsed.GetRequiredValue(to);
            var options = new LogExportOptions { Signer = signer, ForPeople = !parsed.GetValue(bare) };
            var head = ".zip".Equals(Path.GetExtension(target), StringComparison.OrdinalIgnoreCase)
                ? await WriteZipAsync(source.Log, target, options, cancellationToken)
                : await LogExport.WriteAsync(source.Log, target, options, cancellationToken);
            Say.Line($"{head.Size} entries of '{head.Origin}' as of {head.Time:u} in '{target}'.");
            return Shared.Intact;
        }));
        return command;
    }

    /// <summary>Writes the archive by way of a folder, of which nothing stays whatever happens: it is the whole log.</summary>
    private static async Task<Checkpoint> WriteZipAsync(ILogReader log, string target, LogExportOptions options, CancellationToken cancellationToken)
    {
        if (File.Exists(target))
        {
            throw new ToolException($"'{target}' is there already; give the export a file of its own.");
        }

        var folder = Directory.CreateTempSubdirectory("ccaudit-").FullName;
        var isWhole = false;
        try
        {
            var head = await LogExport.WriteAsync(log, folder, options, cancellationToken);
            await ZipFile.CreateFromDirectoryAsync(folder, target, cancellationToken);
            isWhole = true;
            return head;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            if (!isWhole)
            {
                File.Delete(target);
            }
        }
    }

    private static EcdsaLogSigner? Signer(string? file, string? name) => (file, name) switch
    {
        (null, null) => null,
        (null, _) => throw new ToolException("--key-name says nothing without --sign-with; give the private key that signs, too."),
        (_, null) => throw new ToolException("Say whose key signs: --key-name, such as cc.example.com."),
        _ => EcdsaLogSigner.FromPem(name, File.ReadAllText(file)),
    };
}
