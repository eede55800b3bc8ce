using ContactCenter.Benchmarks;
using ContactCenter.Benchmarks.Audio;
using ContactCenter.Benchmarks.Calls;
using ContactCenter.Benchmarks.Center;
using ContactCenter.Benchmarks.Logs;
using ContactCenter.Benchmarks.Media;
using ContactCenter.Benchmarks.Routing;
using ContactCenter.Benchmarks.Scripts;
using ContactCenter.Benchmarks.Signalling;
using ContactCenter.Benchmarks.Sip;
using ContactCenter.Benchmarks.Web;

// One verb per subject; each prints what it measured beside its ceiling, from the same run.
return args switch
{
    ["log", .. var rest] => await LogBenchmark.RunAsync(rest),
    ["log-reopen", .. var rest] => await LogReopenBenchmark.RunAsync(rest),
    ["log-killed", .. var rest] => await LogKilledBenchmark.RunAsync(new Settings(rest)),
    [LogKilledBenchmark.FillVerb, var folder, var entries] => await LogKilledBenchmark.FillAsync(folder, entries),
    ["audit", .. var rest] => await AuditBenchmark.RunAsync(new Settings(rest)),
    ["pglog", .. var rest] => await PostgreSqlLogBenchmark.RunAsync(new Settings(rest)),
    ["routing", .. var rest] => RoutingBenchmark.Run(new Settings(rest)),
    ["routing-figures", .. var rest] => await RoutingFigures.RunAsync(new Settings(rest)),
    ["door", .. var rest] => await DoorBenchmark.RunAsync(new Settings(rest)),
    ["load", .. var rest] => await LoadBenchmark.RunAsync(new Settings(rest)),
    ["offer", .. var rest] => await OfferBenchmark.RunAsync(new Settings(rest)),
    ["chats", .. var rest] => await ChatBenchmark.RunAsync(new Settings(rest)),
    ["ready", .. var rest] => await ReadyBenchmark.RunAsync(new Settings(rest)),
    ["desktops", .. var rest] => await DesktopsBenchmark.RunAsync(new Settings(rest)),
    ["sim", .. var rest] => SimulationBenchmark.Run(new Settings(rest)),
    ["audio", .. var rest] => AudioBenchmark.Run(new Settings(rest)),
    ["rtp", .. var rest] => await RtpBenchmark.RunAsync(new Settings(rest)),
    ["sip-parse", .. var rest] => SipParseBenchmark.Run(new Settings(rest)),
    ["scripts", .. var rest] => ScriptBenchmark.Run(new Settings(rest)),
    ["waiting", .. var rest] => WaitingRuns.Run(new Settings(rest)),
    ["tenants", .. var rest] => await TenantsBenchmark.RunAsync(new Settings(rest)),
    ["promises", .. var rest] => await PromisesBenchmark.RunAsync(new Settings(rest)),
    [PromisesBenchmark.OnceVerb, var folder, var life, .. var rest] => await PromisesBenchmark.OnceAsync(folder, life, new Settings(rest)),
    [TenantsBenchmark.OnceVerb, var folder, .. var rest] => await TenantsBenchmark.OnceAsync(folder, new Settings(rest)),
    ["sip", .. var rest] => await SipBenchmark.RunAsync(new Settings(rest)),
    ["calls", .. var rest] => await CallsBenchmark.RunAsync(new Settings(rest)),
    [CallsHost.Verb, var folder, var trunk, .. var rest] => await CallsHost.RunAsync(folder, trunk, new Settings(rest)),
    [CallsPeers.Verb, .. var rest] => await CallsPeers.RunAsync(new Settings(rest)),
    [HeldCalls.Verb, var what] => await HeldCalls.HoldAsync(hasMedia: what == "sound"),
    [SipBenchmark.Verb] => await SipBenchmark.AnswerAsync(),
    [BareEndpoint.Verb, var url] => await BareEndpoint.RunAsync(url),
    [ReadyBenchmark.OnceVerb, var folder] => await ReadyBenchmark.OnceAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        dotnet run -c Release --project tests/Benchmarks -- <verb> [options]
          log [seconds=2] [rounds=5]     durable appends at 1, 64 and 512 callers, over a bare SQLite group commit
          log-reopen [entries=1000000]   filling, reopening, lookups and verification
        Options of the following are written name=value; what is shown is the default.
          log-killed entries=1000000,10000000 rounds=3
                                         opening a log whose writer was killed while it wrote
          audit seconds=1 rounds=5 entries=1000000 grow=1750000 sections=acks,crypt,verify,proofs,reads,lag,cost,grow only=
                                         the log with everything on, over the ceilings of its goals
          pglog seconds=3 rounds=5 callers=64,512
                                         durable appends to a log in PostgreSQL, over plain inserts of as many rows; starts a server of its own
          routing seconds=0.5 rounds=5 agents=100,10000,100000 backlogs=1000,100000
                                         matches a second of the routing engine, over the profile x class ceiling and the naive scan
          routing-figures seconds=3 rounds=5
                                         a free agent's next work, memory, replay; a partition with its journal at saturation and beyond, over the log alone
          door seconds=3 rounds=3 callers=64,512 customers=5000
                                         the door in process, over a bare SQLite group commit
          load seconds=10 rounds=3 rates=200,500,1000 new=100,200 connections=64,256 customers=5000
                                         signed webhooks to samples/ReferenceHost, over a bare endpoint; memory
          offer seconds=20 rate=200 agents=10
                                         from a webhook to the offer at the agent's hub
          chats seconds=30 chats=1000 agents=50 rate=100
                                         open chats over WebSockets: from the agent's answer to the visitor; memory
          ready entries=1000000 open=10000 rounds=3
                                         time to ready after SIGKILL; without views.db; without index.db
          desktops desktops=300 rate=20 rounds=2
                                         desktops at the hub: the host's load, and the time until all are back after SIGTERM and SIGKILL
          tenants tenants=200 seconds=10 rate=400
                                         many tenants in one process: start, memory, messages, and one of them failing
          promises runs=20000 each=3 seconds=2
                                         runs of scripts that wait for weeks: bytes on the disk and in memory, time to ready, and all falling due at once, each so many times
          audio seconds=0.5 rounds=5
                                         frames of 20 ms a second and core: codecs, resampling, mixing, detection, beside a plain copy of the samples
          scripts seconds=1 rounds=5
                                         steps a second of the script machine with record and snapshot, over a hand-written switch loop and Jint;
                                         lines a second compiled with all checks; a key to what is wrong
          waiting runs=1000000
                                         runs of scripts that wait, their frames in a table of SQLite: bytes, memory, and all falling due at once
          rtp calls=400 seconds=8 threads=1 portable=0 priority=2 every=0
                                         so many calls of PCMU both ways against a peer in C: lateness, processor, bytes a packet; wants cc
          sip rates=200,500,1000,2000 seconds=40 held=2000 sounding=400 every=0 peer=1
                                         calls set up and ended a second over UDP, beside SIPp's own callee; memory of calls that are held, without
                                         and with sound; needs sipp and cc
          calls rate=150 seconds=30 hold=3.33 warm=15 held=0 record=1 press=0.3 agents= every=0 perf=0 tiered=0 server=1 adapts=0 folder=
                                         calls through a whole center: script, router, log, recording, agents' telephones; times, processor, sound,
                                         memory of calls that are held; wants cc
          sip-parse seconds=1 rounds=5
                                         SIP messages read and written a second, over a plain scan of the same bytes; bytes allocated
          sim days=200 rounds=5 agents=100
                                         contacts a second on one core: days of the real router in virtual time
        load, offer, chats and desktops need: dotnet build -c Release samples/ReferenceHost
        """);
    return 2;
}
