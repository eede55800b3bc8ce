using System.Diagnostics;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Composition;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Views;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Crashes;

/// <summary>
/// The child process: <c>views|keys|rotate|hold folder first fault-point hit</c>. It kills itself with SIGKILL at that hit of the
/// fault point; holding, it opens tenant acme and waits to be killed.
/// </summary>
internal static class Victim
{
    /// <summary>When the clock of rotations begins; each has a period of its own by its number.</summary>
    public static readonly DateTimeOffset Started = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string[] args)
    {
        var (what, folder, first, point) = (args[0], args[1], int.Parse(args[2]), args[3]);
        var left = int.Parse(args[4]);
        void FaultPoint(string at)
        {
            if (at == point && Interlocked.Decrement(ref left) == 0)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }

        if (what == "hold")
        {
            using var provider = new SqliteTenantStorageProvider(Options.Create(new SqliteOptions { Root = folder }), TimeProvider.System);
            await using var storage = await provider.OpenAsync(new TenantId("acme"));
            Console.WriteLine("open");
            await Task.Delay(Timeout.Infinite);
        }

        if (what == "views")
        {
            var store = SqliteViewStore.Open(Path.Combine(folder, "views.db"), TestContext.With(FaultPoint));
            for (var i = first; ; i++)
            {
                await store.CommitAsync(Commit(i));
                Console.WriteLine(i);
            }
        }

        var master = RootKey.Load(new SqliteOptions { Root = folder }, NullLogger.Instance);
        var time = new FakeTimeProvider(Started + (KeyFiles.Length * first));
        var context = TestContext.With(FaultPoint, what == "rotate" ? time : null);
        var keys = SqliteKeyStore.Open(Path.Combine(folder, "keys.db"), Path.Combine(folder, "periods"), master, context);
        if (what == "rotate")
        {
            await new KeyRotation(keys, KeyFiles.Length, TimeSpan.Zero, context).TurnAsync(CancellationToken.None);
            return;
        }

        for (var i = first; ; i++)
        {
            Console.WriteLine($"{i} {await keys.IdentifyAsync(Caller(i))}");
        }
    }

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>One commit writes its number into many rows and the checkpoint, so that half a commit would show.</summary>
    public static ViewCommit Commit(int number) => new(
        "p",
        new LogPosition(number),
        [.. Enumerable.Range(0, 50).Select(i => new ViewRow("v", $"{i}", "g", number, new byte[500]))],
        [("w", $"{number - 1}")]);

    public static Address Caller(int number) => Address.Phone($"+3906{number:D7}");
}
