using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>A folder with logs to run the program on, and the key that signs some of them.</summary>
internal sealed class LogHere : IDisposable
{
    public const string KeyName = "cc.example.com";

    public string Folder { get; } = Directory.CreateTempSubdirectory("ccaudit-").FullName;

    public EcdsaLogSigner Signer { get; } = EcdsaLogSigner.Create(KeyName);

    /// <summary>The options that name the key.</summary>
    public string[] Key => ["--key", Write("public.pem", new LogKey(KeyName, Signer.PublicKey.Span).ToPem()), "--key-name", KeyName];

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file; where.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Appends so many entries in tens to a log, made where it is missing; its head then.</summary>
    public async Task<Checkpoint> FillAsync(string name, int from, int count, bool isSigned = true, string id = "acme")
    {
        var options = new SqliteLogOptions();
        options.Log.Signer = isSigned ? Signer : null;
        await using var log = await SqliteLog.OpenAsync(At(name), new LogId(id), options, TimeProvider.System);
        for (var i = from; i < from + count; i += 10)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 10).Select(static n => SampleEntries.Entry(n))]));
        }

        return log.Checkpoint;
    }

    public void Execute(string name, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(At(name), "log.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Copies a log's folder.</summary>
    public void Copy(string from, string to)
    {
        Directory.CreateDirectory(At(to));
        foreach (var file in Directory.EnumerateFiles(At(from)))
        {
            File.Copy(file, Path.Combine(At(to), Path.GetFileName(file)), overwrite: true);
        }
    }

    public void Dispose()
    {
        Signer.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
