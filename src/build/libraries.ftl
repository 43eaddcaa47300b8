<#-- A line a library: artifact, version, licences; set apart by tabs. -->
<#list dependencyMap as entry>
<#assign library = entry.getKey()>
${library.artifactId}	${library.version}	<#list entry.getValue() as licence>${licence}<#sep> or </#list>
</#list>
