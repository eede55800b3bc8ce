using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Runtime;
namespace ScriptLimits;

public static class JintText
{
    public const string Sync = """
        function run(caller) {
          let risk = 0, attempts = 0, plant = '';
          say('greet', caller);
          if (ask(2) === 0) risk += 40;
          if (ask(2) === 0) risk += 20;
          if (ask(2) === 0) risk += 30;
          if (risk >= 60) { say('evac'); say('switches'); }
          ask(3);
          while (true) {
            const floor = ask(3);
            plant = act('lookup', floor);
            say('addr', plant);
            if (ask(2) === 0) break;
            attempts += 1;
          }
          act('open_case', risk);
          say('eta', 25);
          ask(2);
          act('disposition', 'dispatched');
          say('bye');
        }
        """;
    public static readonly string Generator = Sync.Replace("function run", "function* run")
        .Replace("ask(2) ===", "(yield 12) ===").Replace("ask(3);", "yield 13;").Replace("ask(2);", "yield 12;")
        .Replace("act(", "yield* act(").Replace("say(", "yield* say(").Replace("yield 13", "yield 13")
        + "\nfunction* say(id, v) { yield id; }\nfunction* act(id, v) { return yield ('act ' + id); }\n";
}

/// Host functions called straight from the script: fastest way, but it cannot be suspended or stored.
public sealed class JintSync(bool fresh, bool limits) : Peer
{
    static readonly Prepared<Acornima.Ast.Script> prepared = Engine.PrepareScript(JintText.Sync);
    Engine? engine; JsValue? run; int steps, asked; List<string>? trace;
    static readonly JsValue plant = new JsString("Via Roma 12"), rossi = new JsString("Rossi");
    public override string Name => "Jint 4.18 host calls, " + (fresh ? "engine per run" : "engine reused") + (limits ? ", limits on" : "");

    Engine Create()
    {
        var e = limits ? new Engine(o => o.LimitMemory(4_000_000).MaxStatements(10_000).LimitRecursion(64).Strict()) : new Engine();
        e.SetValue("say", new Func<JsValue, JsValue, JsValue>((id, v) => { steps++; trace?.Add("say " + id); return JsValue.Undefined; }));
        e.SetValue("ask", new Func<int, int>(n => { steps++; trace?.Add("ask " + n); return Script.Answers[asked++]; }));
        e.SetValue("act", new Func<JsValue, JsValue, JsValue>((id, v) => { steps++; trace?.Add("act " + id); return plant; }));
        e.Execute(prepared);
        return e;
    }

    public override int RunOnce(List<string>? t = null)
    {
        steps = asked = 0; trace = t;
        if (fresh || engine is null) { engine = Create(); run = engine.GetValue("run"); }
        engine.Invoke(run!, rossi);
        return steps;
    }
}

/// A generator yields at every step, so a run can wait between steps inside one process.
public sealed class JintGenerator : Peer
{
    static readonly Prepared<Acornima.Ast.Script> prepared = Engine.PrepareScript(JintText.Generator);
    readonly Engine engine; readonly JsValue run;
    static readonly JsValue rossi = new JsString("Rossi"), plant = new JsString("Via Roma 12");
    public override string Name => "Jint 4.18 generator stepped, engine reused";
    public JintGenerator() { engine = new Engine(); engine.Execute(prepared); run = engine.GetValue("run"); }

    public override int RunOnce(List<string>? trace = null)
    {
        var g = engine.Invoke(run, rossi).AsObject(); var next = g.Get("next");
        int steps = 0, asked = 0; JsValue send = JsValue.Undefined;
        while (true)
        {
            var r = engine.Call(next, g, [send]).AsObject();
            if (r.Get("done").AsBoolean()) return steps;
            steps++; var v = r.Get("value");
            if (v.IsNumber()) { send = Script.Answers[asked++]; trace?.Add("ask " + (v.AsNumber() - 10)); }
            else
            {
                var s = v.AsString(); bool act = s.StartsWith("act ", StringComparison.Ordinal);
                send = act ? plant : JsValue.Undefined; trace?.Add(act ? s : "say " + s);
            }
        }
    }
}
