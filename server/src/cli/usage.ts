import { FAULT_KINDS } from '../core/rollout/faults';

export const USAGE = `statefulset-tools: checks Kubernetes StatefulSets and their Services, and says what they will make.

Usage:
  statefulset-tools check PATH… [--format text|json|sarif|github] [--max-warnings N] [--baseline GIT_REF]
  statefulset-tools names PATH… [--format text|json] [--cluster-domain DOMAIN] [--namespace NAMESPACE]
  statefulset-tools simulate FILE [--name NAME] [--update] [--scale N] [--fault KIND[:TARGET]]
                             [--scenario FILE|-] [--kubernetes-version VERSION] [--format text|json]
  statefulset-tools --help | --version

A PATH is a file, or a directory that is searched for .yaml, .yml and .json. All of them together are looked at as one
workspace. No cluster and no network is needed.

check     Reports what is wrong or will hurt.
          --max-warnings N    fails if there are more than N warnings
          --baseline GIT_REF  reports changes since that commit which the API server refuses
names     Prints the Pod, claim and DNS names that the StatefulSets will have.
          --cluster-domain DOMAIN  the cluster's DNS domain, cluster.local by default
          --namespace NAMESPACE    the namespace of objects that name none, default by default
simulate  Plays the rollout of a StatefulSet.
          --name NAME       which one, where the file holds several
          --scenario FILE   what happens instead, event by event, as JSON; - reads standard input
          --update          without a scenario: the template changes once the set is up
          --scale N         without a scenario: it is scaled to N replicas
          --fault KIND      what breaks: ${FAULT_KINDS.join(', ')};
                            KIND:web-1, KIND:template=B and KIND:node=node-1 strike one Pod, template or node only
          --kubernetes-version V  behaves like this version, 1.37 by default

Exit code: 0 no errors; 1 errors, or more warnings than allowed; 2 wrong usage or unreadable input.
`;
