using System.Collections.Immutable;
using System.Diagnostics;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using ContactCenter.Routing;
using ContactCenter.Simulation;

namespace ContactCenter.Tools.Simulation.Tests;

/// <summary>The program as its users run it: a process with arguments, output and an exit code.</summary>
public sealed class ToolTests : IDisposable
{
    private const string Scenario = """
        {
          "name": "Monday", "length": "04:00:00",
          "queues": [ { "settings": { "id": "faults", "skills": [ { "skill": "gas", "level": 3 } ] } } ],
          "contacts": [ { "name": "call", "queue": "faults",
            "arrivals": { "kind": "poisson", "perHour": 100 },
            "handling": { "kind": "exponential", "mean": "00:03:00" },
            "patience": { "kind": "exponential", "mean": "00:05:00" } } ],
          "groups": [ { "settings": { "id": "team", "skills": [ { "skill": "gas", "level": 5 } ] }, "staffing": [ 9 ] } ]
        }
        """;

    private readonly string _at = Directory.CreateTempSubdirectory("ccsim-").FullName;

    [Fact]
    public async Task Days_are_simulated_and_everything_asked_for_is_written()
    {
        var run = await RunAsync("run", Write("day.json", Scenario), "--days", "10", "--html", At("report.html"), "--csv", At("figures.csv"), "--svg", At("pictures"), "--png", At("pictures"));
        run.ShouldBe((0, run.Output, ""));
        run.Output.ShouldContain("Monday: 10 days from seed 1");
        run.Output.ShouldContain("queue faults promises 80 % in 20 s (All)");
        (await File.ReadAllTextAsync(At("report.html"))).ShouldContain("<svg");
        (await File.ReadAllLinesAsync(At("figures.csv"))).Length.ShouldBeGreaterThan(100);
        Directory.GetFiles(At("pictures")).Select(Path.GetFileName).Order().ShouldBe(["agents.png", "agents.svg", "service-level.png", "service-level.svg", "waits.png", "waits.svg"]);
        (await RunAsync("run", At("day.json"), "--days", "10")).Output.ShouldBe(run.Output);
    }

    [Fact]
    public async Task A_goal_that_is_not_kept_is_exit_code_1() =>
        (await RunAsync("run", Write("day.json", Scenario.Replace("[ 9 ]", "[ 5 ]", StringComparison.Ordinal)), "--days", "5", "--brief")).Code.ShouldBe(1);

    [Fact]
    public async Task What_cannot_be_done_is_one_line_and_exit_code_2()
    {
        async Task Fails(string says, params string[] arguments)
        {
            var run = await RunAsync(arguments);
            run.Code.ShouldBe(2);
            run.Error.ShouldContain(says);
            run.Error.ShouldNotContain("   at ");
        }

        await Fails("missing.json", "run", At("missing.json"));
        await Fails("Line 5, at $.contacts[0].arrivals", "run", Write("day.json", Scenario.Replace("perHour", "perHours", StringComparison.Ordinal)));
        await Fails("give a share in percent and a time in seconds", "erlang", "--per-hour", "10", "--handling", "180", "--goal", "80");
        await Fails("--handling is 'long'", "erlang", "--per-hour", "10", "--handling", "long");
        await Fails("more than 0", "erlang", "--per-hour", "0", "--handling", "180");
        await Fails("", "replay", At("nowhere"));
        await Fails("not a list as it should be", "staff", Write("day.json", Scenario), "--shifts", Write("shifts.json", """[ { "name": "early" } ]"""));
    }

    [Theory]
    [InlineData("it_IT.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("en_US.UTF-8")]
    public async Task The_same_command_means_the_same_in_every_language(string language)
    {
        var run = await RunInAsync(language, "erlang", "--per-hour", "62.5", "--handling", "180", "--shrinkage", "12.5", "--most-occupancy", "82.5");
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("load                    3.13 Erlang\n");
        run.Output.ShouldContain("agents                  6\n");
        run.Output.ShouldContain("on the roster           7\n");
        run = await RunInAsync(language, "erlang", "--per-hour", "62,5", "--handling", "180");
        run.ShouldBe((2, "", run.Error));
        run.Error.ShouldContain("--per-hour is '62,5'; give a number from 0 to 1000000000, with a point before its decimals.");

        await LogAsync(At("acme"));
        (await RunInAsync(language, "replay", At("acme"), "--from", "02/03/2026")).Error.ShouldContain("--from is '02/03/2026'; give a date with its time, such as 2026-03-02T00:00Z");
        (await RunInAsync(language, "replay", At("acme"), "--from", "2026-03-02T09:00", "--to", "2026-03-02T12:00+01:00")).Output.ShouldContain("from 2026-03-02 09:00:00Z to 2026-03-02 11:00:00Z");
    }

    [Fact]
    public async Task Arguments_that_are_none_are_exit_code_2()
    {
        var scenario = Write("day.json", Scenario);
        foreach (var arguments in new string[][]
        {
            [], ["erlang"], ["runs"], ["run"], ["run", scenario, "--day", "3"], ["run", scenario, "--days", "three"], ["erlang", "--per-hour", "10", "--handling", "180", "--agents", "1.5"],
        })
        {
            var run = await RunAsync(arguments);
            run.Code.ShouldBe(2, string.Join(' ', arguments));
            run.Error.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task What_is_out_of_its_range_is_named_without_the_words_of_the_program()
    {
        async Task Fails(string says, params string[] arguments)
        {
            var run = await RunAsync(arguments);
            run.Code.ShouldBe(2);
            run.Error.ShouldContain(says);
            run.Error.TrimEnd().ShouldNotContain("\n");
            run.Error.ShouldNotContain("(Parameter");
        }

        var scenario = Write("day.json", Scenario);
        await Fails("--days is 0; give 1 to 100000.", "run", scenario, "--days", "0");
        await Fails("--most is 0; give 1 to 100000.", "staff", scenario, "--most", "0");
        await Fails("--shrinkage is '-20'; give a number from 0 to", "erlang", "--per-hour", "10", "--handling", "180", "--shrinkage=-20");
        await Fails("--shrinkage is 'NaN'", "erlang", "--per-hour", "10", "--handling", "180", "--shrinkage", "NaN");
        await Fails("--handling is '-Infinity'", "erlang", "--per-hour", "10", "--handling=-Infinity");
        await Fails("--goal is '80/-Infinity'", "erlang", "--per-hour", "10", "--handling", "180", "--goal", "80/-Infinity");
        await Fails("more than 0", "erlang", "--per-hour", "0", "--handling", "180");
        await Fails("There are 0 agents; give 1 to", "erlang", "--per-hour", "10", "--handling", "180", "--agents", "0");
        await Fails("Shift 1 is nothing", "staff", scenario, "--shifts", Write("shifts.json", "[ null ]"));
    }

    [Fact]
    public async Task Hours_beyond_a_day_are_hours()
    {
        var run = await RunAsync("erlang", "--per-hour", "0.1", "--handling", "24:00:00");
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("2.4 Erlang");
    }

    [Fact]
    public async Task Staff_that_no_shift_covers_is_written_all_the_same()
    {
        var shifts = Write("shifts.json", """[ { "name": "early", "from": "00:00:00", "to": "02:00:00" } ]""");
        var run = await RunAsync("staff", Write("day.json", Scenario), "--days", "2", "--most", "60", "--shifts", shifts, "--out", At("staffed.json"), "--csv", At("staff.csv"));
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("Shifts of team: The interval at 02:00:00 needs");
        File.Exists(At("staffed.json")).ShouldBeTrue();
        (await File.ReadAllLinesAsync(At("staff.csv"))).Length.ShouldBe(1 + 8);
    }

    [Fact]
    public async Task Agents_are_found_by_formula()
    {
        var run = await RunAsync("erlang", "--per-hour", "200", "--handling", "00:03:00", "--shrinkage", "30");
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("Erlang C");
        run.Output.ShouldContain("agents                  14\n");
        run.Output.ShouldContain("on the roster           20\n");
        run.Output.ShouldContain("88.84 %");
        var patient = await RunAsync("erlang", "--per-hour", "200", "--handling", "180", "--patience", "300");
        patient.Output.ShouldContain("agents                  13\n");
        (await RunAsync("erlang", "--per-hour", "200", "--handling", "180", "--agents", "12")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Agents_and_shifts_are_found_by_simulation()
    {
        var shifts = """[ { "name": "early", "from": "00:00:00", "to": "02:00:00" }, { "name": "late", "from": "02:00:00", "to": "04:00:00" }, { "name": "long", "from": "00:00:00", "to": "04:00:00", "cost": 3.5 } ]""";
        var run = await RunAsync("staff", Write("day.json", Scenario), "--days", "4", "--shifts", Write("shifts.json", shifts), "--out", At("staffed.json"), "--csv", At("staff.csv"));
        run.ShouldBe((0, run.Output, ""));
        run.Output.ShouldContain("The goals are reached, and nobody can be taken out.");
        run.Output.ShouldContain("× long");
        run.Output.ShouldContain("nothing is cheaper");
        (await File.ReadAllLinesAsync(At("staff.csv"))).Length.ShouldBe(1 + 8);
        (await RunAsync("run", At("staffed.json"), "--days", "4", "--brief")).Output.ShouldContain("Monday");
    }

    [Fact]
    public async Task Yesterdays_log_is_replayed_under_other_rules()
    {
        await LogAsync(At("acme"));
        var as_it_was = await RunAsync("replay", At("acme"));
        as_it_was.ShouldBe((0, as_it_was.Output, ""));
        as_it_was.Output.ShouldContain("With nothing changed the replay repeats 100.0 % of them.");

        var change = Write("rules.json", """{ "groups": [ { "settings": { "id": "new", "skills": [ { "skill": "gas", "level": 3 } ] }, "shifts": [ { "from": "00:00:00", "to": "04:00:00", "agents": 3 } ] } ] }""");
        var run = await RunAsync("replay", At("acme"), "--change", change, "--csv", At("contacts.csv"), "--goal", "90/10");
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("faults, 90 % in 10 s (All)");
        var lines = await File.ReadAllLinesAsync(At("contacts.csv"));
        lines.Length.ShouldBeGreaterThan(300);
        lines.Skip(1).ShouldAllBe(line => line.Split(',').Length == 13);
        (await RunAsync("replay", At("acme"), "--from", "2030-01-01T00:00Z")).Error.ShouldContain("no contact");
        var twice = await RunAsync("replay", At("acme"), "--change", Write("twice.json", """{ "queues": [ { "id": "faults" }, { "id": "faults" } ] }"""));
        twice.Code.ShouldBe(2);
        twice.Error.ShouldContain("the queue 'faults' is there 2 times");
    }

    [Fact]
    public async Task The_day_in_the_page_can_be_run()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "ContactCenter.sln")))
        {
            at = Path.GetDirectoryName(at)!;
        }

        var page = await File.ReadAllTextAsync(Path.Combine(at, "docs", "simulation.md"));
        var json = page.Split("```json\n")[1].Split("```")[0];
        (await RunAsync("run", Write("day.json", json), "--days", "2", "--brief")).Output.ShouldContain("A Monday of the gas line: 2 days");
    }

    [Fact]
    public async Task Help_names_every_command_and_option()
    {
        var help = (await RunAsync("--help")).Output;
        foreach (var word in new[] { "run", "staff", "erlang", "replay" })
        {
            help.ShouldContain(word);
            (await RunAsync(word, "--help")).Output.ShouldContain("Exit code 0");
        }
    }

    public void Dispose() => Directory.Delete(_at, recursive: true);

    /// <summary>A simulated day in a real log, as a center keeps it.</summary>
    private static async Task LogAsync(string folder)
    {
        var records = new List<RouterRecord>();
        Simulator.Run(ScenarioJson.Read(Scenario.Replace("[ 9 ]", "[ 5 ]", StringComparison.Ordinal)), new SimulationOptions { Days = 1, Listener = (_, record) => records.Add(record) });
        Directory.CreateDirectory(folder);
        await using var log = await SqliteLog.OpenAsync(folder, new LogId("acme"), new SqliteLogOptions(), TimeProvider.System);
        var router = new MachineId("router", "main");
        var version = 0L;
        foreach (var chunk in records.Chunk(200))
        {
            var entries = chunk.Select((record, i) => new Entry
            {
                Id = new EntryId(DerivedId.From("test", $"{version + i}")),
                Kind = record.Event.Kind,
                KindVersion = RouterCodec.Kinds.VersionOf(record.Event.Kind),
                Time = record.At,
                Actor = "system",
                Cause = record.Cause,
                Body = RouterCodec.Write(record.Event),
            });
            (await log.AppendAsync(new Append(router, version, log.Epoch, [.. entries]))).Status.ShouldBe(AppendStatus.Appended);
            version += chunk.Length;
        }
    }

    private string At(string name) => Path.Combine(_at, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunInAsync("en_US.UTF-8", arguments);

    /// <summary>On a machine of another language, and another zone of time.</summary>
    private static async Task<(int Code, string Output, string Error)> RunInAsync(string language, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccsim.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["LC_ALL"], start.Environment["TZ"]) = (language, "America/New_York");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
