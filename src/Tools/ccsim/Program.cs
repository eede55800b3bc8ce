using System.CommandLine;
using ContactCenter.Tools.Simulation;

var root = new RootCommand("Simulates contact centers on the real router of ContactCenter, in virtual time.")
{
    RunCommand.Create(),
    StaffCommand.Create(),
    ErlangCommand.Create(),
    ReplayCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
